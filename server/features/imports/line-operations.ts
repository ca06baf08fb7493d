// Lines of a file as operations of a bulk change in a project that is there: what they name is looked up, and what it has not is said with its place.
import type { FieldValuesInput } from '../../../shared/features/custom-fields.ts'
import type { BulkOperation } from '../../../shared/features/tasks.ts'
import type { ReadLine, ReadLines } from '../../../shared/ndjson/ndjson-plan.ts'
import { escaped, MOST_FAULTS, type Place } from '../../../shared/ndjson/line-fields.ts'
import type { LineValue } from '../../../shared/ndjson/line-values.ts'
import type { Fault } from '../../../shared/trello/import-plan.ts'
import { newId } from '../../kernel/tenancy.ts'
import type { Names, ProjectNames } from './project-names.ts'

export interface LineOperations {
  /** The ids that the tasks get, in the order of their lines. */
  ids: string[]
  /** In the order of their lines, so that numbers and places are in it. */
  operations: BulkOperation[]
  /** The line of each operation. */
  lines: Place[]
}

/** Faults are noted by the lines themselves among `faults`; where they are many, no more are looked for. */
export function operationsOf({ tasks, relations: { parents } }: ReadLines, projectId: string, names: ProjectNames, faults: readonly Fault[]): LineOperations {
  const found: LineOperations = { ids: tasks.map(() => newId()), operations: [], lines: [] }
  const parentOf = (place: number | null) => (place === null ? null : found.ids[place]!)
  const add = (line: Place, operation: BulkOperation) => {
    found.operations.push(operation)
    found.lines.push(line)
  }
  for (const [place, one] of tasks.entries()) {
    const id = found.ids[place]!
    add(one.line, createOf(one, { id, projectId, parentId: parentOf(parents[place]!) }, names))
    if (one.task.archivedAt !== null) add(one.line, { op: 'archive', taskId: id, archived: true })
    if (faults.length >= MOST_FAULTS) break
  }
  return found
}

function createOf({ line, task, said, values }: ReadLine, place: { id: string; projectId: string; parentId: string | null }, names: ProjectNames): BulkOperation {
  // A label of the project is meant before one of the organization.
  const first = (all: Names, wanted: string, at: string, noun: string) => meantBy(line, all, wanted, { at, noun })[0]?.id
  const ids = (found: readonly (string | undefined)[]) => [...new Set(found.filter((id) => id !== undefined))]
  const { title, description, dueAt, startAt } = task
  return {
    op: 'create', ...place, title, description, startAt, dueAt, priority: task.priority ?? 'none', progress: said.progress ?? 0,
    statusId: said.status === '' ? undefined : first(names.statuses, said.status, '/status', 'status of the project'),
    estimateMinutes: task.estimateMinutes ?? null, estimatePoints: task.estimatePoints ?? null,
    labelIds: ids(said.labels.map((name, index) => first(names.labels, name, `/labels/${index}`, 'label of the project or organization'))),
    assigneeIds: ids(task.people.map((name, index) => personBy(line, names, name, `/assignees/${index}`))),
    customFields: Object.fromEntries([...values].flatMap(([name, value]) => (value === null ? [] : valueOf(line, name, value, names)))),
  }
}

function meantBy(line: Place, all: Names, wanted: string, { at, noun }: { at: string; noun: string }) {
  const found = all.meant(wanted)
  if (found.length === 0) line.refuse(at, `This is no ${noun}`, 'invalid_reference')
  return found
}

/** Of two people of one name nobody can say which is meant. */
function personBy(line: Place, { people }: ProjectNames, wanted: string, at: string): string | undefined {
  const found = meantBy(line, people, wanted, { at, noun: 'active member of the team' })
  if (found.length > 1) line.refuse(at, 'Several are called so: use an id', 'invalid_reference')
  return found[0]?.id
}

/** Options and people by their names; whether a value fits its field is checked where all values are. */
function valueOf(line: Place, name: string, value: LineValue, names: ProjectNames): [string, FieldValuesInput[string]][] {
  const at = `/customFields/${escaped(name)}`
  const [field] = names.fields.meant(name)
  if (!field) {
    line.refuse(at, 'This is no custom field of the project', 'invalid_reference')
    return []
  }
  const option = (text: string) => meantBy(line, names.options.get(field.id)!, text, { at, noun: 'option of this field' })[0]?.id
  if (field.kind === 'multi_select') return [[field.id, [...new Set([value].flat().flatMap((text) => option(String(text)) ?? []))]]]
  if (field.kind === 'select' && typeof value === 'string') return [[field.id, option(value) ?? null]]
  if (field.kind === 'person' && typeof value === 'string') return [[field.id, personBy(line, names, value, at) ?? null]]
  return [[field.id, value as FieldValuesInput[string]]]
}
