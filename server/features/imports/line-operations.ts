// Lines of a file as operations of a bulk change in a project that is there: what they name is looked up, and what it has not is said with its place.
import type { FieldValuesInput } from '../../../shared/features/custom-fields.ts'
import type { BulkOperation } from '../../../shared/features/tasks.ts'
import type { ReadLine } from '../../../shared/ndjson/ndjson-plan.ts'
import type { LineFields } from '../../../shared/ndjson/line-fields.ts'
import type { LineValue } from '../../../shared/ndjson/line-values.ts'
import { newId } from '../../kernel/tenancy.ts'
import { calledSo, type Called, type ProjectNames } from './project-names.ts'

export interface LineOperations {
  operations: BulkOperation[]
  /** The line of each operation. */
  lines: LineFields[]
}

/** Faults are noted by the lines themselves. */
export function operationsOf(read: readonly ReadLine[], projectId: string, names: ProjectNames): LineOperations {
  const found: LineOperations = { operations: [], lines: [] }
  const add = (line: LineFields, operation: BulkOperation) => {
    found.operations.push(operation)
    found.lines.push(line)
  }
  for (const one of read) {
    const id = newId()
    add(one.line, createOf(one, { id, projectId }, names))
    if (one.task.archivedAt !== null) add(one.line, { op: 'archive', taskId: id, archived: true })
  }
  return found
}

function createOf({ line, task, values }: ReadLine, place: { id: string; projectId: string }, names: ProjectNames): BulkOperation {
  for (const field of ['checklists', 'comments', 'attachments'] as const) {
    if (task[field].length > 0) line.refuse(`/${field}`, 'This comes in only with a new project, by POST /api/imports/ndjson', 'not_here')
  }
  const status = line.text('status', 200).trim()
  const one = (all: readonly Called[], wanted: string, at: string, noun: string) => idOf(line, all, wanted, { at, noun })
  const statusId = status === '' ? undefined : one(names.statuses, status, '/status', 'status of the project')
  const { title, description, dueAt, startAt } = task
  return {
    op: 'create', ...place, title, description, statusId, startAt, dueAt, priority: task.priority ?? 'none', progress: line.number('progress', { most: 100 }) ?? 0,
    estimateMinutes: task.estimateMinutes ?? null, estimatePoints: task.estimatePoints ?? null,
    labelIds: line.names('labels', { most: 50, longest: 100 }).flatMap((name, index) => one(names.labels, name, `/labels/${index}`, 'label of the project or organization') ?? []),
    assigneeIds: line.names('assignees', { most: 50, longest: 200 }).flatMap((name, index) => one(names.people, name, `/assignees/${index}`, 'active member of the team') ?? []),
    customFields: Object.fromEntries([...values].flatMap(([name, value]) => (value === null ? [] : valueOf(line, name, value, names)))),
  }
}

function idOf(line: LineFields, all: readonly Called[], wanted: string, { at, noun }: { at: string; noun: string }): string | undefined {
  const found = calledSo(all, wanted)
  if (found.length === 0) line.refuse(at, `This is no ${noun}`, 'invalid_reference')
  // A label of the project is meant before one of the organization; of two people nobody can say which.
  else if (found.length > 1 && all.length > 0 && noun.startsWith('active')) line.refuse(at, 'Several are called so: use an id', 'invalid_reference')
  return found[0]?.id
}

/** Options and people by their names; whether a value fits its field is checked where all values are. */
function valueOf(line: LineFields, name: string, value: LineValue, { fields, people }: ProjectNames): [string, FieldValuesInput[string]][] {
  const at = `/customFields/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
  const [field] = calledSo(fields, name)
  if (!field) {
    line.refuse(at, 'This is no custom field of the project', 'invalid_reference')
    return []
  }
  const options = field.options.filter(({ archived }) => !archived)
  const option = (text: string) => idOf(line, options, text, { at, noun: 'option of this field' })
  if (field.kind === 'multi_select') return [[field.id, [value].flat().flatMap((text) => option(String(text)) ?? [])]]
  if (field.kind === 'select' && typeof value === 'string') return [[field.id, option(value) ?? null]]
  if (field.kind === 'person' && typeof value === 'string') return [[field.id, idOf(line, people, value, { at, noun: 'active member of the team' }) ?? null]]
  return [[field.id, value as FieldValuesInput[string]]]
}
