// What changed in a field, in words: "changed the due day of this from 24 Nov to 20 Nov". Pure.
import { locale } from '../../i18n/locale.svelte.ts'
import { dayLabel, todayIn } from '../../ui/day-labels.ts'
import { showMinutes } from '../../ui/durations.ts'
import { zone } from '../../ui/zone.ts'
import type { FieldChange } from '../../../shared/field-values.ts'
import { ruleWords } from '../recurrence/rule-words.ts'
import { customPhrases } from './custom-phrases.ts'
import type { Told, Voice } from './voice.ts'
import { t } from './words.ts'

type Pair = [unknown, unknown]
/** What changed: the kind of thing, with its name where it has one. */
export interface Thing { thing: 'this' | 'task' | 'status' | 'milestone' | 'label' | 'project' | 'team' | 'member' | 'organization'; name: string }
type Tell = (pair: Pair, thing: Thing, voice: Voice, field: string) => Told | null

const fieldOf = (field: string) => ({ field, fieldName: field })
const shown = (value: unknown): string => (t.has(`value.${value}`) ? t(`value.${value}` as 'value.high') : String(value).replaceAll('_', ' '))

function fromTo(voice: Voice, field: string, thing: Thing, before: string | null, after: string | null): Told {
  const values = { ...fieldOf(field), ...thing }
  if (after === null) return voice.say('field.removed', values)
  if (before === null) return voice.say('field.set', { ...values, after })
  return voice.say('field.changed', { ...values, before, after })
}

const value: Tell = ([before, after], thing, voice, field) => fromTo(voice, field, thing, shown(before), shown(after))
const day: Tell = ([before, after], thing, voice, field) => {
  const named = (at: unknown) => (at === null ? null : voice.names.day(String(at)))
  return fromTo(voice, field, thing, named(before), named(after))
}
/** A day that is no instant. */
const date: Tell = ([before, after], thing, voice, field) => {
  const named = (on: unknown) => (on === null ? null : dayLabel(String(on), todayIn(zone.name)))
  return fromTo(voice, field, thing, named(before), named(after))
}
const renamed: Tell = ([before, after], thing, voice) =>
  voice.say('field.renamed', { ...thing, before: String(before), after: String(after) })
const touched: Tell = (_, thing, voice, field) => voice.say('field.touched', { ...fieldOf(field), ...thing })

const priority: Tell = ([before, after], thing, voice, field) =>
  fromTo(voice, field, thing, before === 'none' ? null : shown(before), after === 'none' ? null : shown(after))

const progress: Tell = ([before, after], thing, voice, field) => {
  const percent = (part: unknown) => t('percent', { value: Number(part) })
  return fromTo(voice, field, thing, percent(before), percent(after))
}

const number: Tell = (pair, thing, voice, field) => {
  const [before, after] = pair.map((value) => (value === null ? null : locale.number(Number(value)))) as [string | null, string | null]
  return fromTo(voice, field, thing, before, after)
}

const minutes: Tell = ([before, after], thing, voice, field) => {
  const length = (value: unknown) => (value === null ? null : showMinutes(Number(value)))
  return fromTo(voice, field, thing, length(before), length(after))
}

const assigned = { came: 'task.assigned', went: 'task.unassigned', both: 'task.reassigned' } as const
const labelled = { came: 'task.labelled', went: 'task.unlabelled', both: 'task.relabelled' } as const

/** Ids that came and went, by name. */
function members(words: typeof assigned | typeof labelled, kind: 'member' | 'label'): Tell {
  return ([before, after], { thing, name }, { names, say }) => {
    const [old, now] = [new Set(before as string[]), new Set(after as string[])]
    const list = (ids: readonly string[]) => locale.list(ids.map((id) => names[kind](id)))
    const came = [...now].filter((id) => !old.has(id))
    const went = [...old].filter((id) => !now.has(id))
    if (came.length === 0 && went.length === 0) return null
    const key = came.length === 0 ? words.went : went.length === 0 ? words.came : words.both
    return say(key, { about: thing, key: name, came: list(came), went: list(went) })
  }
}

const moved: Tell = ([before, after], { thing, name }, { names, say }) => say('task.moved', {
  about: thing, key: name, before: names.status(String(before)), after: names.status(String(after)),
})

const managed = {
  team: { set: 'team.managerSet', removed: 'team.managerRemoved' }, project: { set: 'project.managerSet', removed: 'project.managerRemoved' },
} as const

const manager: Tell = ([, after], { thing }, { names, say }) => {
  const words = managed[thing === 'project' ? 'project' : 'team']
  return after === null ? say(words.removed) : say(words.set, { name: names.member(String(after)) })
}

const health: Tell = ([before, after], thing, voice, field) =>
  fromTo(voice, field, thing, before === null ? null : shown(before), after === null ? null : shown(after))

const placed: Tell = ([, after], _, { say }) => say(after === null ? 'team.unplaced' : 'team.placed')

/** Finishing a task hands its rule on: the change of status says enough. */
const repeats: Tell = ([, after], thing, { say }) => say(after === null ? 'task.repeatsNoMore' : 'task.repeats', {
  ...thing, ...(after !== null && { rule: ruleWords((after as { rule: string }).rule) }),
})

const archived: Tell = ([, after], thing, { say }) => say(after ? 'field.archived' : 'field.unarchived', { ...thing })

const tellers: Record<string, Tell> = {
  title: renamed, name: renamed, priority, progress, limit: number, estimateMinutes: minutes, estimatePoints: number, hoursPerWeek: number, startAt: day, dueAt: day, startOn: date, dueOn: date, health,
  statusId: moved, managerId: manager, departmentId: placed, archived,
  recurrence: repeats, assigneeIds: members(assigned, 'member'), labelIds: members(labelled, 'label'),
  role: value, status: value, category: value, color: value,
}

/** A sentence for each field that a reader cares about. */
export function fieldPhrases(changes: Record<string, Pair | undefined>, thing: Thing, voice: Voice): Told[] {
  return Object.entries(changes).flatMap(([field, pair]) => {
    if (!pair || field === 'rank' || (field === 'recurrence' && pair[1] === null && changes.statusId)) return []
    if (field === 'customFields') return customPhrases(pair as [FieldChange, FieldChange], thing, voice)
    return (tellers[field] ?? touched)(pair, thing, voice, field) ?? []
  })
}
