// Custom fields of a project: what its tasks say beside what all tasks say. Their values stand on the tasks.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { changesOf, event } from '../event.ts'
import type { FieldChange, FieldValues } from '../field-values.ts'
import { id, line, text } from '../ids.ts'
import { fieldKinds } from './field-kinds.ts'
import { hue } from './labels.ts'

export const fieldKind = z.enum(fieldKinds)
export type FieldKind = z.infer<typeof fieldKind>

/** So many a project has at most, archived ones too: its board's snapshot holds them all. */
export const MOST_FIELDS = 50
/** So many a field has at most: an event tells all of them, before and after. */
export const MOST_OPTIONS = 50
/** Of all values of a task as JSON: an event tells them before and after, within its 64 KiB. */
export const MOST_VALUE_BYTES = 12_000

const name = line(100)
const optionName = line(80)

export const fieldOption = z.strictObject({ id, name: optionName, color: hue, archived: z.boolean() })
export type FieldOption = z.infer<typeof fieldOption>

const options = z.array(fieldOption).max(MOST_OPTIONS).describe('In their order; empty for kinds that have none')
export const customField = z.strictObject({ id, projectId: id, name, kind: fieldKind, options, rank: z.string(), archived: z.boolean(), version: z.int() })
export type CustomField = z.infer<typeof customField>

/** What fits no kind; what a kind takes besides is asked with the field at hand. */
const value = z.union([text(1000), z.number().min(-1e15).max(1e15), z.boolean(), z.array(id).max(MOST_OPTIONS)])

/** What a task's fields hold. */
export const fieldValues = z.record(id, value) as unknown as z.ZodType<FieldValues>
/** As events tell it: null for none. */
export const fieldChange = z.record(id, value.nullable()) as unknown as z.ZodType<FieldChange>
/** As requests say it. */
export const fieldValuesInput = z.record(id, value.nullable()).refine((given) => Object.keys(given).length <= MOST_FIELDS, `At most ${MOST_FIELDS} fields`)
  .meta({ maxProperties: MOST_FIELDS }).describe('By the ids of the project\'s fields; null takes a value out, fields that are not named stay. ' +
    'text: up to 1,000 characters; number: up to six decimals, from -1e15 to 1e15; date: a day, 2026-12-01; select: an option\'s id; multi_select: ids of options; ' +
    'person: an active member of the team; checkbox: true or false (which is the same as null); url: an address of http or https, up to 1,000 characters. All values of a task are 12,000 bytes of JSON at most')
export type FieldValuesInput = z.output<typeof fieldValuesInput>

const newOption = z.strictObject({ name: optionName, color: hue.default('slate') })
export const customFieldInput = z.strictObject({
  name, kind: fieldKind, options: z.array(newOption).max(MOST_OPTIONS).default([]).describe('Of `select` and `multi_select` only; their names differ'),
})
export const customFieldPatch = z.strictObject({
  name, archived: z.boolean().describe('Tasks keep its values, which can be taken out, but not put'), afterFieldId: id.nullable().describe('null = first'),
}).partial()
export const fieldOptionPatch = z.strictObject({
  name: optionName, color: hue, archived: z.boolean().describe('Tasks keep it; it cannot be chosen any more'), afterOptionId: id.nullable().describe('null = first'),
}).partial()

const projectId = z.strictObject({ projectId: id })
const fieldId = z.strictObject({ fieldId: id })
const optionId = z.strictObject({ fieldId: id, optionId: id })
const discard = z.strictObject({
  discardValues: z.enum(['true', 'false']).default('false').describe('`true`: tasks lose their values of it, archived ones and those in the trash too'),
})
const at = { tag: 'Custom fields', access: 'member' } as const
const change = { ...at, scope: 'projects:write', permission: 'project.update' } as const

export const customFieldEndpoints = {
  listCustomFields: endpoint({
    ...at, id: 'listCustomFields', method: 'GET', path: '/api/projects/{projectId}/custom-fields', scope: 'projects:read', permission: 'project.read',
    summary: 'All custom fields of a project in their order, archived ones too', params: projectId, status: 200,
    response: z.strictObject({ items: z.array(customField) }),
  }),
  createCustomField: endpoint({
    ...change, id: 'createCustomField', method: 'POST', path: '/api/projects/{projectId}/custom-fields',
    summary: `Add a field at the end; a project has up to ${MOST_FIELDS}`, params: projectId, body: customFieldInput, status: 201, response: customField,
    errors: ['conflict', 'name_taken'],
  }),
  updateCustomField: endpoint({
    ...change, id: 'updateCustomField', method: 'PATCH', path: '/api/custom-fields/{fieldId}', summary: 'Rename, move or archive a field; its kind stays',
    params: fieldId, body: customFieldPatch, status: 200, response: customField, errors: ['name_taken', 'invalid_reference'],
  }),
  deleteCustomField: endpoint({
    ...change, id: 'deleteCustomField', method: 'DELETE', path: '/api/custom-fields/{fieldId}',
    summary: 'Delete a field; refused while tasks have values of it, unless they are discarded', params: fieldId, query: discard, status: 204,
    errors: ['values_in_use'],
  }),
  createFieldOption: endpoint({
    ...change, id: 'createFieldOption', method: 'POST', path: '/api/custom-fields/{fieldId}/options',
    summary: `Add an option at the end of a select's; it has up to ${MOST_OPTIONS}`, params: fieldId, body: newOption, status: 201, response: customField,
    errors: ['conflict', 'name_taken'],
  }),
  updateFieldOption: endpoint({
    ...change, id: 'updateFieldOption', method: 'PATCH', path: '/api/custom-fields/{fieldId}/options/{optionId}',
    summary: 'Rename, recolour, move or archive an option', params: optionId, body: fieldOptionPatch, status: 200, response: customField,
    errors: ['name_taken', 'invalid_reference'],
  }),
  deleteFieldOption: endpoint({
    ...change, id: 'deleteFieldOption', method: 'DELETE', path: '/api/custom-fields/{fieldId}/options/{optionId}',
    summary: 'Delete an option; refused while tasks have it, unless they lose it', params: optionId, query: discard, status: 200, response: customField,
    errors: ['values_in_use'],
  }),
}

const tasks = z.int().describe('How many tasks lost their value')

export const customFieldEvents = {
  customFieldCreated: event({
    type: 'custom_field.created', streams: ['team'], schema: 1, summary: 'A field was added to a project', data: z.strictObject({ customField }),
  }),
  customFieldUpdated: event({
    type: 'custom_field.updated', streams: ['team'], schema: 1, summary: 'A field or its options changed',
    data: z.strictObject({
      fieldId: id, projectId: id, name: z.string(), version: z.int(), changes: changesOf({ name, options, rank: z.string(), archived: z.boolean() }),
    }),
  }),
  customFieldDeleted: event({
    type: 'custom_field.deleted', streams: ['team'], schema: 1, summary: 'A field was deleted, and its values on all tasks; their versions stay',
    data: z.strictObject({ customField, tasks }),
  }),
  fieldOptionDeleted: event({
    type: 'custom_field.option_deleted', streams: ['team'], schema: 1, summary: 'An option was deleted and taken off all tasks; their versions stay',
    data: z.strictObject({ fieldId: id, projectId: id, name: z.string(), version: z.int(), option: fieldOption, place: z.int().optional().describe('Where it stood, 0 is the first'), tasks,
    }),
  }),
}
