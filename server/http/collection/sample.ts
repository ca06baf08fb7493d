// An example of what a JSON Schema asks for: what is required, in its simplest form, with the collection's variables as ids.
import type { Json } from '../json-schema.ts'

interface Schema extends Json {
  type?: string
  format?: string
  enum?: unknown[]
  const?: unknown
  default?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  items?: Schema
  minItems?: number
  minLength?: number
  minimum?: number
  exclusiveMinimum?: number
  properties?: Record<string, Schema>
  required?: string[]
}

const OF_FORMAT: Record<string, string> = { date: '2026-11-30', 'date-time': '2026-11-30T09:00:00Z' }
const OF_NAME: Record<string, string> = { email: '{{email}}', password: '{{password}}', url: 'https://example.com/' }

/** @param name The property that it is for: an id of a task is the variable `{{taskId}}`. */
export function sampleOf(schema: Schema, name = ''): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.default !== undefined) return schema.default
  if (schema.enum) return schema.enum[0]
  if (schema.type === 'object') return objectOf(schema)
  const choice = schema.anyOf ?? schema.oneOf
  if (choice) return sampleOf(choice[0]!, name)
  if (schema.type === 'array') return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}, singular(name)))
  if (schema.type === 'boolean') return true
  if (schema.type === 'integer' || schema.type === 'number') return numberOf(schema)
  if (schema.type === 'string') return textOf(schema, name)
  return null
}

/** Of properties one of which is required the first is taken. A change that requires nothing changes its first property. */
function objectOf({ properties = {}, required = [], oneOf = [] }: Schema): Json {
  const [first] = Object.keys(properties)
  const needed = [...required, ...oneOf[0]?.required ?? []]
  const names = needed.length > 0 || !first ? needed : [first]
  return Object.fromEntries(names.map((name) => [name, sampleOf(properties[name] ?? {}, name)]))
}

function numberOf({ minimum, exclusiveMinimum }: Schema): number {
  return Math.max(1, minimum ?? 0, (exclusiveMinimum ?? 0) + 1)
}

function textOf({ format, minLength = 0 }: Schema, name: string): string {
  if (format === 'uuid') return `{{${name === 'id' ? '$guid' : name}}}`
  return OF_FORMAT[format ?? ''] ?? OF_NAME[name] ?? `An example of ${name}`.padEnd(minLength, '.')
}

const singular = (name: string) => name.replace(/Ids$/, 'Id')
