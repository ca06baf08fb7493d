// Columns that name rows inside of themselves: the ways of a status, options of a field, values of a task, what a view looks like.
import { z } from 'zod'
import { ARCHIVE_LIMITS } from '../../../shared/features/archive.ts'
import { fieldOption, MOST_FIELDS, MOST_OPTIONS, type FieldKind, type FieldOption } from '../../../shared/features/custom-fields.ts'
import { MOST_SUBTASKS, taskTemplate, templateSubtask, type TemplateSubtask } from '../../../shared/features/task-templates.ts'
import { taskSort } from '../../../shared/features/tasks.ts'
import { view } from '../../../shared/features/views.ts'
import { asPattern } from '../../../shared/title-pattern.ts'
import { putValues, type FieldValue, type FieldValues } from '../../../shared/field-values.ts'
import { Problem } from '../../kernel/errors.ts'
import { checkedValues } from '../custom-fields/check-values.ts'
import { place, type Code } from './columns.ts'
import type { Numbers } from './numbers.ts'
import { Misfit, type Restored } from './restored.ts'

const code = (given: Code): Code => given

/** Statuses by their numbers; they may come later than this one. That they are of its project is checked when all are there. */
export const nextStatuses = code({
  schema: z.array(place).max(1000).nullable(),
  write: (ids: string[] | null, numbers) => ids && ids.flatMap((id) => numbers.find('statuses', id) ?? []),
  read: (places: number[] | null, restored) => places && places.map((number) => {
    // Ids of what cannot be there would fill the memory before the end tells that it is not.
    if (number > ARCHIVE_LIMITS.lines) throw new Misfit('nextStatusIds', `There is no status ${number}`)
    return restored.idOf('statuses', number)
  }),
})

const archivedOption = fieldOption.omit({ id: true })

/** Options are counted through the whole archive: values name them by these numbers. */
export const options = code({
  schema: z.array(archivedOption).max(MOST_OPTIONS),
  write: (given: FieldOption[], numbers, row) => {
    numbers.fieldKinds.set(row.id as string, row.kind as FieldKind)
    return given.map(({ id, name, color, archived }) => {
      numbers.give('options', id)
      return { name, color, archived }
    })
  },
  read: (given: z.output<typeof archivedOption>[], restored, line) => {
    const made = given.map((option) => ({ id: restored.idOf('options', restored.count('options')), ...option }))
    const id = restored.idOf('custom_fields', restored.countOf('custom_fields'))
    restored.fields.set(id, { id, projectId: String(line.project), kind: line.kind as FieldKind, options: made, archived: false })
    return made
  },
})

const fieldValue = z.union([z.string().max(1000), z.number(), z.literal(true), z.array(place).max(MOST_OPTIONS)])

/** By the numbers of the project's fields, in their order. */
export const values = code({
  schema: z.array(z.tuple([place, fieldValue])).max(MOST_FIELDS),
  write: (given: FieldValues, numbers) => Object.entries(given)
    .flatMap(([fieldId, value]) => writtenValue(fieldId, value, numbers)).sort(([a], [b]) => a - b),
  read: (given: [number, FieldValue | number[]][], restored, line) => {
    const pairs = given.map(([number, value]) => readValue(restored, restored.knownId('customFields', 'custom_fields', number), value))
    return checked(Object.fromEntries(pairs), restored, String(line.project))
  },
})

function writtenValue(fieldId: string, value: FieldValue, numbers: Numbers): [number, unknown][] {
  const field = numbers.find('custom_fields', fieldId)
  const told = field && inNumbers(numbers, fieldId, value)
  return field && told !== null ? [[field, told]] : []
}

/** Null where what it names is not there any more. */
function inNumbers(numbers: Numbers, fieldId: string, value: FieldValue): unknown {
  switch (numbers.fieldKinds.get(fieldId)) {
    case 'person': return numbers.people.get(value as string) ?? null
    case 'select': return numbers.find('options', value)
    case 'multi_select': return [value].flat().flatMap((id) => numbers.find('options', id) ?? []).sort((a, b) => a - b)
    default: return value
  }
}

function readValue(restored: Restored, fieldId: string, value: FieldValue | number[]): [string, FieldValue] {
  const kind = restored.fields.get(fieldId)?.kind
  const option = (number: unknown) => {
    if (!place.safeParse(number).success) throw new Misfit('customFields', 'Options are named by their numbers')
    return restored.knownId('customFields', 'options', number as number)
  }
  if (kind === 'person') return [fieldId, restored.personId('customFields', String(value))]
  if (kind === 'select') return [fieldId, option(value)]
  if (kind === 'multi_select') return [fieldId, [value].flat().map(option)]
  return [fieldId, value as FieldValue]
}

/** As any other change of a task would be, but that archived fields and whoever is no member of the team may stay. */
function checked(given: FieldValues, restored: Restored, projectId: string): FieldValues {
  try {
    return putValues({}, checkedValues(given, given, { projectId, fieldOf: (id) => restored.fields.get(id), isTeamMember: () => true }))
  } catch (error) {
    if (error instanceof Problem) throw new Misfit('customFields', error.message)
    throw error
  }
}

function checkedText<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new Misfit('', parsed.error.issues[0]!.message)
  return parsed.data
}

export const filter = code({
  schema: z.string().max(20_000),
  write: (text: string, numbers) => numbers.inText(text),
  read: (text: string, restored) => checkedText(view.shape.filter, restored.inText(text)),
})

/** A view is of a project or of a team, never of both. */
export const sharing = code({
  schema: z.boolean(),
  write: (isShared: boolean) => isShared,
  read: (isShared: boolean, _, line) => {
    if ((line.project === null) === (line.team === null)) throw new Misfit('project', 'A view is of a project or of a team')
    return isShared
  },
})

const fieldName = <T>(schema: z.ZodType<T>) => code({
  schema: z.string().max(100).nullable(),
  write: (text: string | null, numbers) => text && numbers.inText(text),
  read: (text: string | null, restored) => checkedText(schema, text && restored.inText(text)),
})
export const sort = fieldName(taskSort.nullable())
export const grouping = fieldName(view.shape.group)
/** Archives of earlier releases do not have it. */
const lanesOfView = fieldName(view.shape.lanes)
export const lanes = { ...lanesOfView, schema: lanesOfView.schema.default(null) }
export const columns = code({
  schema: z.array(z.string().max(100)).max(80).nullable(),
  write: (names: string[] | null, numbers) => names && names.map((name) => numbers.inText(name)),
  read: (names: string[] | null, restored) => checkedText(view.shape.columns, names && names.map((name) => restored.inText(name))),
})

/** People by their addresses, in the order of these. */
export const people = code({
  schema: z.array(z.string().max(254)).max(50),
  write: (ids: string[], numbers) => ids.flatMap((id) => numbers.people.get(id) ?? []).sort(),
  read: (given: string[], restored) => given.map((person) => restored.personId('assigneeIds', person)),
})
const archivedSubtask = templateSubtask.extend({ assigneeIds: z.array(z.string().max(254)).max(50) })
/** Of a template. Archives of earlier releases do not have it. */
export const subtasks = code({
  schema: z.array(archivedSubtask).max(MOST_SUBTASKS).default([]),
  write: (given: TemplateSubtask[], numbers, row) => given.map((one) => ({ ...one, assigneeIds: people.write(one.assigneeIds as never, numbers, row) })),
  read: (given: z.output<typeof archivedSubtask>[], restored) => given.map((one) => ({ ...one, assigneeIds: one.assigneeIds.map((person) => restored.personId('subtasks', person)) })),
})
/** Of a template. Archives of earlier releases do not have it. */
export const nextNumber = code({
  schema: taskTemplate.shape.nextNumber.optional(),
  write: (number: number) => number,
  read: (number: number | undefined) => number ?? 1,
})
/** Where a line has no number, braces meant nothing yet. */
export const patternOfTemplate = code({
  schema: taskTemplate.shape.title,
  write: (title: string) => title,
  read: (title: string, _, line) => (line.nextNumber === undefined ? asPattern(title) : title),
})
/** Of the same project as the line, or of the organization. */
export const labels = code({
  schema: z.array(place).max(50),
  write: (ids: string[], numbers) => ids.flatMap((id) => numbers.find('labels', id) ?? []).sort((a, b) => a - b),
  read: (given: number[], restored, line) => given.map((number) => {
    const project = restored.projectOf('labels', number)
    if (project !== undefined && project !== line.project) throw new Misfit('labelIds', 'This is not of the same project')
    return restored.knownId('labelIds', 'labels', number)
  }),
})
