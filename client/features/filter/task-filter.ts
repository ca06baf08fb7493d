// The filter language on tasks of a board: the same answers that the server gives (server/features/tasks/filter-conditions.ts). Pure.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { Category } from '../../../shared/features/workflow.ts'
import { choicesOf, compares } from '../../../shared/filter/choices.ts'
import { fieldOf, type FilterFieldName, type FilterOperator } from '../../../shared/filter/fields.ts'
import type { Filter, FilterTerm, FilterValue } from '../../../shared/filter/filter.ts'
import { fold } from '../../../shared/filter/fold.ts'
import { boundsOf, spanOf, type Moment } from '../../../shared/filter/spans.ts'
import type { AskedField } from '../../../shared/filter/custom.ts'
import { progressOf } from '../../../shared/progress.ts'
import { customTest } from './custom-test.ts'

interface Named { id: string; name: string }

/** What the tasks' ids stand for, and who asks. */
export interface FilterWorld {
  meId: string | null
  moment: Moment
  status(id: string): (Named & { category: Category }) | undefined
  member(id: string): Named | undefined
  label(id: string): Named | undefined
  /** Those who watch a task, by their ids. */
  watchers(task: BoardTask): readonly string[]
  project(id: string): (Named & { key: string }) | undefined
  team(id: string): Named | undefined
  /** Custom fields of the tasks' projects. */
  fields: readonly AskedField[]
}

export type TaskTest = (task: BoardTask) => boolean

/** Tells for each task whether the filter lets it through. */
export function taskTest(filter: Filter, world: FilterWorld): TaskTest {
  if (filter.kind === 'not') return negated(taskTest(filter.part, world))
  if (filter.kind === 'term') return filter.operator === '!=' ? negated(termTest({ ...filter, operator: '=' }, world)) : termTest(filter, world)
  const tests = filter.parts.map((part) => taskTest(part, world))
  return filter.kind === 'and' ? (task) => tests.every((test) => test(task)) : (task) => tests.some((test) => test(task))
}

const negated = (test: TaskTest): TaskTest => (task) => !test(task)

function termTest(term: FilterTerm, world: FilterWorld): TaskTest {
  const { field, operator, values } = term
  switch (fieldOf(field).takes) {
    case 'choice': return choiceTest(field, new Set(choicesOf(term)), world)
    case 'name': return nameTest(namesOf[field as NamedField], values.map((value) => nameFits(value, operator, world.meId)), world)
    case 'text': return textTest(textOf[field as TextField], values, operator)
    case 'number': return (task) => values.some((value) => value.kind === 'number' && compares(operator, progressOf(task), value.number))
    case 'any': return customTest(term, world)
    case 'day': return timeTest(timeOf[field as TimeField], values, operator, world.moment)
  }
}

function choiceTest(field: FilterFieldName, choices: ReadonlySet<string>, { status }: FilterWorld): TaskTest {
  const category = (task: BoardTask) => status(task.statusId)?.category ?? 'todo'
  if (field === 'priority') return (task) => choices.has(task.priority)
  if (field === 'category') return (task) => choices.has(category(task))
  if (field === 'archived') return (task) => choices.has(String(task.archivedAt !== null))
  return (task) => choices.has(String(!['done', 'cancelled'].includes(category(task))))
}

type NamedField = 'status' | 'assignee' | 'creator' | 'watcher' | 'label' | 'project' | 'team'
/** Everything of a kind that a task has: its id, and what it is called. */
interface Called { id: string; names: readonly string[] }

const called = (ids: readonly (string | null)[], find: (id: string) => (Named & { key?: string }) | undefined): Called[] =>
  ids.flatMap((id) => (id === null ? [] : [{ id, names: namesIn(find(id)) }]))
const namesIn = (found: (Named & { key?: string }) | undefined) => (found ? [found.name, ...(found.key === undefined ? [] : [found.key])] : [])

const namesOf: Record<NamedField, (task: BoardTask, world: FilterWorld) => Called[]> = {
  status: ({ statusId }, { status }) => called([statusId], status),
  assignee: ({ assigneeIds }, { member }) => called(assigneeIds, member),
  creator: ({ createdById }, { member }) => called([createdById], member),
  watcher: (task, { watchers, member }) => called(watchers(task), member),
  label: ({ labelIds }, { label }) => called(labelIds, label),
  project: ({ projectId }, { project }) => called([projectId], project),
  team: ({ teamId }, { team }) => called([teamId], team),
}

type NameFits = (one: Called) => boolean

/** Null stands for nothing of the kind. */
function nameFits(value: FilterValue, operator: FilterOperator, meId: string | null): NameFits | null {
  switch (value.kind) {
    case 'none': return null
    case 'me': return ({ id }) => id === meId
    case 'id': return ({ id }) => id === value.id
    default: {
      const fits = textFits(value, operator)
      return ({ names }) => names.some(fits)
    }
  }
}

function nameTest(find: (task: BoardTask, world: FilterWorld) => Called[], fits: readonly (NameFits | null)[], world: FilterWorld): TaskTest {
  return (task) => {
    const all = find(task, world)
    return fits.some((one) => (one === null ? all.length === 0 : all.some(one)))
  }
}

type TextField = 'key' | 'title' | 'text'
const textOf: Record<TextField, (task: BoardTask) => string> = {
  key: ({ key }) => key, title: ({ title }) => title, text: ({ key, title }) => `${key} ${title}`,
}

function textFits(value: FilterValue, operator: FilterOperator): (text: string) => boolean {
  const wanted = value.kind === 'name' ? fold(value.name) : null
  if (wanted === null) return () => false
  return operator === '~' ? (text) => fold(text).includes(wanted) : (text) => fold(text) === wanted
}

function textTest(read: (task: BoardTask) => string, values: readonly FilterValue[], operator: FilterOperator): TaskTest {
  const fits = values.map((value) => textFits(value, operator))
  return (task) => fits.some((one) => one(read(task)))
}

type TimeField = 'due' | 'start' | 'created' | 'updated'
const timeOf: Record<TimeField, (task: BoardTask) => string | null> = {
  due: ({ dueAt }) => dueAt, start: ({ startAt }) => startAt, created: ({ createdAt }) => createdAt, updated: ({ updatedAt }) => updatedAt,
}

function timeTest(read: (task: BoardTask) => string | null, values: readonly FilterValue[], operator: FilterOperator, moment: Moment): TaskTest {
  const bounds = values.map((value) => (value.kind === 'none' ? null : boundsOf(operator, spanOf(value, moment))))
  return (task) => {
    const at = read(task)
    if (at === null) return bounds.includes(null)
    const time = Date.parse(at)
    return bounds.some((one) => one !== null && time >= (one.from ?? -Infinity) && time < (one.to ?? Infinity))
  }
}
