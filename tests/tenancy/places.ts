// Where an operation takes an id: read off its schemas (what must be tried) and off a request (what can be exchanged).
import { randomUUID } from 'node:crypto'
import { makeInvitationToken } from '../../server/features/invitations/invitation-token.ts'
import { schemaOf } from '../../server/http/json-schema.ts'
import type { z } from 'zod'
import type { Endpoint } from '../../shared/endpoint.ts'

/** A request as `call` takes it, without its types. */
export interface Sent {
  params?: Record<string, string>
  query?: Record<string, unknown>
  body?: unknown
  raw?: string
  bytes?: Uint8Array<ArrayBuffer>
  headers?: Record<string, string>
}

export interface Place {
  /** `body/operations/*` + `/move/taskId`: array places are one, operations of a bulk request are told apart. */
  label: string
  path: (string | number)[]
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/
const NAMED = new Set(['stream', 'cursor'])
/** Places of tokens that name rows; other tokens are not ids. */
const FORGED = new Set(['acceptInvitation body/token', 'previewInvitation body/token'])

/** Ids that a caller makes up to recognize answers by; they name nothing that is kept, and reach only the caller's own sockets. */
const MADE_UP = ['importTrello query/importId', 'importCsv query/importId', 'importGithub query/importId', 'importNdjson query/importId', 'importArchive query/importId']

interface Schema {
  format?: string; properties?: Record<string, Schema>; items?: Schema; anyOf?: Schema[]; oneOf?: Schema[]; allOf?: Schema[]; const?: unknown
}

/** The labels of all places of an operation that take an id. */
export function placesOf(endpoint: Endpoint): Set<string> {
  const found = new Set<string>()
  for (const part of ['params', 'query', 'body'] as const) {
    if (endpoint[part]) inSchema(schemaOf(endpoint[part], 'input') as Schema, part, found)
  }
  for (const label of FORGED) {
    const [id, place] = label.split(' ')
    if (id === endpoint.id) found.add(place!)
  }
  for (const label of MADE_UP) if (label.startsWith(`${endpoint.id} `)) found.delete(label.slice(endpoint.id.length + 1))
  return found
}

/** The names of the fields of a message that take an id. */
export function placesOfSchema(schema: z.ZodType): Set<string> {
  const found = new Set<string>()
  inSchema(schemaOf(schema, 'input') as Schema, '', found)
  return new Set([...found].map((label) => label.slice(1)))
}

function inSchema(schema: Schema, label: string, found: Set<string>): void {
  if (schema.format === 'uuid' || NAMED.has(label.split('/').at(-1)!)) found.add(label)
  for (const one of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]) inSchema(one, label, found)
  if (schema.items) inSchema(schema.items, `${label}/*`, found)
  const op = schema.properties?.op?.const
  for (const [name, property] of Object.entries(schema.properties ?? {})) inSchema(property, `${label}${op ? `/${op}` : ''}/${name}`, found)
}

/** The places of a request that hold an id. */
export function placesIn(endpoint: Endpoint, request: Sent): Place[] {
  const found: Place[] = []
  for (const part of ['params', 'query', 'body'] as const) inValue(request[part], part, [part], endpoint, found)
  return found
}

function inValue(value: unknown, label: string, path: (string | number)[], endpoint: Endpoint, found: Place[]): void {
  if (Array.isArray(value)) value.forEach((item, index) => inValue(item, `${label}/*`, [...path, index], endpoint, found))
  else if (value !== null && typeof value === 'object') {
    const op = (value as { op?: string }).op
    for (const [name, item] of Object.entries(value)) inValue(item, `${label}${op ? `/${op}` : ''}/${name}`, [...path, name], endpoint, found)
  } else if (typeof value === 'string' && isId(value, label, endpoint)) found.push({ label, path })
}

const isId = (value: string, label: string, endpoint: Endpoint) =>
  NAMED.has(label.split('/').at(-1)!) || FORGED.has(`${endpoint.id} ${label}`) || value.replace(UUID, '<id>') === '<id>'

export function valueAt(request: Sent, path: (string | number)[]): string {
  return path.reduce<unknown>((value, part) => (value as Record<string, unknown>)[part], request) as string
}

/** The request with another value there; `among` puts it behind the own ones of a list instead (X12). */
export function exchanged(request: Sent, path: (string | number)[], value: string, among = false): Sent {
  const copy = structuredClone(request)
  const parent = path.slice(0, -1).reduce<unknown>((inner, part) => (inner as Record<string, unknown>)[part], copy)
  if (among) (parent as string[]).push(value)
  else (parent as Record<string, unknown>)[path.at(-1)!] = value
  return copy
}

/** An id that nobody has, of the same kind and form; a cursor keeps its place in the list. */
export function unknownLike(value: string): string {
  if (value.startsWith('invite_')) return makeInvitationToken(randomUUID(), randomUUID()).token
  if (UUID.test(value)) return value.replace(UUID, randomUUID())
  const besides = (id: string) => id.slice(0, -12) + randomUUID().slice(-12)
  return Buffer.from(Buffer.from(value, 'base64url').toString().replace(UUID, besides)).toString('base64url')
}
