// JSON Schema of a zod schema, as OpenAPI 3.1 takes it; with what a type knows besides: how long an id is, how wide a number.
import { z } from 'zod'

export type Json = Record<string, unknown>

/** Characters of what has a format of its own; times come in with an offset and go out in UTC. */
const LENGTHS: Record<string, number> = { uuid: 36, date: 10, 'date-time': 40 }

/** What goes in or comes out by this schema. */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', override: ({ jsonSchema }) => complete(jsonSchema as Json) }) as Json
  return rest
}

function complete(schema: Json): void {
  if (schema.type === 'integer') schema.format = 'int64'
  if (schema.type === 'string') schema.maxLength ??= LENGTHS[String(schema.format)]
  if (schema.maxLength === undefined) delete schema.maxLength
  const names = (schema.propertyNames as { enum?: string[] } | undefined)?.enum
  if (names) nameProperties(schema, names)
}

/** A record over a fixed list of names is an object with those properties. */
function nameProperties(schema: Json, names: string[]): void {
  schema.properties = Object.fromEntries(names.map((name) => [name, schema.additionalProperties]))
  schema.additionalProperties = false
  delete schema.propertyNames
}
