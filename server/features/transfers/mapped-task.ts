// What of a task fits another project: things of the same name are taken for the same. Pure.
import type { FieldKind, FieldOption } from '../../../shared/features/custom-fields.ts'
import type { Task } from '../../../shared/features/tasks.ts'
import type { Category } from '../../../shared/features/workflow.ts'
import { putValues, type FieldChange, type FieldValue } from '../../../shared/field-values.ts'
import { invalidReference } from '../../kernel/errors.ts'
import { sortedIds } from '../tasks/task-rules.ts'

interface Named { id: string; name: string }
export interface MappedStatus extends Named { category: Category; archived: boolean }
export interface MappedField extends Named { kind: FieldKind; options: FieldOption[]; archived: boolean }

/** What a project has that tasks point at, each in its order. */
/** `isShared`: of the organization, so that it fits everywhere. */
export interface MappedLabel extends Named { isShared: boolean }
export interface ProjectParts { statuses: MappedStatus[]; labels: MappedLabel[]; fields: MappedField[] }

const folded = (name: string) => name.normalize('NFKC').trim().toLowerCase()
const sameName = <T extends Named>(among: readonly T[], name: string): T | undefined => among.find((one) => folded(one.name) === folded(name))

/** The status of the same name, else the first of the same category, else the first. Throws 422 where the project has none. */
export function mappedStatus(present: MappedStatus | undefined, target: ProjectParts): MappedStatus {
  const open = target.statuses.filter(({ archived }) => !archived)
  const found = present && (sameName(open, present.name) ?? open.find(({ category }) => category === present.category))
  const status = found ?? open[0]
  if (!status) throw invalidReference('/projectId', 'This project has no open status.')
  return status
}

export interface Mapped { labelIds: string[]; assigneeIds: string[]; customFields: Task['customFields']; lost: { labels: string[]; fields: string[]; assigneeIds: string[] } }

export function mappedParts(task: Task, source: ProjectParts, target: ProjectParts, isMember: (id: string) => boolean): Mapped {
  const labels = task.labelIds.map((id) => ({ from: source.labels.find((label) => label.id === id) }))
    .map(({ from }) => ({ from, to: from && (from.isShared ? from : sameName(target.labels, from.name)) }))
  const fields = Object.entries(task.customFields).map(([id, value]) => mappedValue(source.fields.find((field) => field.id === id), value, target, isMember))
  const change: FieldChange = Object.fromEntries(fields.flatMap(({ to, value }) => (to && value !== null ? [[to.id, value]] : [])))
  return {
    labelIds: sortedIds(labels.flatMap(({ to }) => to?.id ?? [])), assigneeIds: task.assigneeIds.filter(isMember), customFields: putValues({}, change),
    lost: {
      labels: labels.flatMap(({ from, to }) => (from && !to ? [from.name] : [])),
      fields: fields.flatMap(({ from, isWhole }) => (from && !isWhole ? [from.name] : [])), assigneeIds: task.assigneeIds.filter((id) => !isMember(id)),
    },
  }
}

interface MappedValue { from: MappedField | undefined; to: MappedField | undefined; value: FieldValue | null; isWhole: boolean }

/** Only a field of the same kind holds it: choices by their names, people where they are of the team. */
function mappedValue(from: MappedField | undefined, value: FieldValue, target: ProjectParts, isMember: (id: string) => boolean): MappedValue {
  const to = from && sameName(target.fields.filter(({ kind, archived }) => kind === from.kind && !archived), from.name)
  if (!from || !to) return { from, to, value: null, isWhole: false }
  if (from.kind === 'person') return isMember(value as string) ? { from, to, value, isWhole: true } : { from, to, value: null, isWhole: false }
  if (from.kind !== 'select' && from.kind !== 'multi_select') return { from, to, value, isWhole: true }
  const chosen = Array.isArray(value) ? value : [value as string]
  const options = chosen.flatMap((id) => {
    const option = from.options.find((one) => one.id === id)
    return (option && sameName(to.options.filter(({ archived }) => !archived), option.name)?.id) ?? []
  })
  const mapped = from.kind === 'select' ? (options[0] ?? null) : options.length > 0 ? [...new Set(options)].sort() : null
  return { from, to, value: mapped, isWhole: options.length === chosen.length }
}
