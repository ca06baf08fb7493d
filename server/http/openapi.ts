// OpenAPI 3.1, derived from the endpoint descriptions of shared/.
import type { z } from 'zod'
import type { Endpoint } from '../../shared/endpoint.ts'
import { errorCodes, problem, type ErrorCode } from '../../shared/errors.ts'
import { endpoints } from '../../shared/index.ts'
import { grants, permissions, type Permission, type Role } from '../../shared/permissions.ts'
import { schemaOf, type Json } from './json-schema.ts'
import { tagDescriptions } from './tags.ts'

/** The whole document; `server` is the public address. */
export function openapi(server = '/'): Json {
  const paths: Record<string, Json> = {}
  for (const endpoint of Object.values(endpoints) as Endpoint[]) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: operation(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lockstep', version: '1.0.0', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description: 'Tasks whose every change is an event on a gap-free, replayable stream. Errors are RFC 9457 problem details.',
    },
    servers: [{ url: server, 'x-internal': false }],
    tags: [...new Set((Object.values(endpoints) as Endpoint[]).map(({ tag }) => tag))].map((name) => ({ name, description: tagDescriptions[name] })),
    paths,
    components: {
      headers: answerHeaders,
      schemas: { Problem: schemaOf(problem, 'output') },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', description: 'An access token or an API token' } },
    },
  }
}

function operation(endpoint: Endpoint): Json {
  return {
    operationId: endpoint.id, tags: [endpoint.tag], summary: endpoint.summary,
    ...(description(endpoint) && { description: description(endpoint) }),
    ...(endpoint.access === 'member' && { security: [{ bearer: [] }] }),
    ...(endpoint.access === 'public' && { security: [] }),
    parameters: [...fields(endpoint.params, 'path'), ...fields(endpoint.query, 'query'), ...headers(endpoint)],
    ...requestBody(endpoint),
    responses: { [endpoint.status]: success(endpoint), ...(endpoint.file?.stored && partsOf(endpoint)), ...(answersHeld(endpoint) && { 304: { description: 'What one holds is the present state' } }), ...failures(endpoint) },
    'x-scope': endpoint.scope, 'x-permission': endpoint.permission ?? null,
  }
}

function description(endpoint: Endpoint): string {
  const who = endpoint.permission && whoMay(endpoint.permission)
  const scope = endpoint.scope ? `API tokens need the scope \`${endpoint.scope}\`.` : endpoint.access === 'member' ? 'Not for API tokens.' : ''
  return [who, scope].filter(Boolean).join(' ')
}

function whoMay(permission: Permission): string {
  return `Who may: ${(Object.entries(permissions[permission]) as [Role, keyof typeof grants][]).map(([role, grant]) => `${role} ${grants[grant]}`).join(', ')}.`
}

function fields(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(properties).map(([name, property]) => ({
    name, in: place, required: place === 'path' || required.includes(name), schema: property,
  }))
}

function headers(endpoint: Endpoint): Json[] {
  const found: Json[] = []
  if (endpoint.method !== 'GET' && endpoint.access === 'member') {
    found.push({ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[!-~]+$' },
      description: 'A repetition with the same key within 24 hours is applied once and answered alike' })
  }
  if (endpoint.etag && endpoint.method !== 'GET' && endpoint.status !== 201) {
    found.push({ name: 'If-Match', in: 'header', required: false, schema: { type: 'string', maxLength: 200, pattern: '^(\\*|(W/)?"\\d+")$' }, description: 'The ETag that the change is based on; 412 when stale' })
  }
  if (endpoint.file?.stored) {
    found.push({ name: 'Range', in: 'header', required: false, schema: { type: 'string', maxLength: 200, pattern: '^bytes=' }, description: 'One part of the file: `bytes=0-1023`' })
  }
  if (answersHeld(endpoint)) {
    found.push({ name: 'If-None-Match', in: 'header', required: false, schema: { type: 'string', maxLength: 1000 }, description: 'The ETag of the state that one holds; 304 while it is the present one' })
  }
  return found
}

const answersHeld = ({ method, etag }: Endpoint) => method === 'GET' && (etag === true || etag === 'state')

function requestBody(endpoint: Endpoint): Json {
  if (endpoint.rawBody) {
    return { requestBody: { required: true, description: endpoint.rawBody.description, content: { 'application/json': { schema: { type: 'object' } } } } }
  }
  if (endpoint.binaryBody) {
    const { description, types, maxBytes } = endpoint.binaryBody
    return { requestBody: { required: true, description, content: filesOf(types, maxBytes) } }
  }
  if (endpoint.streamBody) {
    return { requestBody: { required: true, description: endpoint.streamBody.description, content: filesOf(endpoint.streamBody.types ?? ['application/octet-stream'], endpoint.streamBody.maxBytes ?? LARGEST_STREAM) } }
  }
  return endpoint.body ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(endpoint.body, 'input') } } } } : {}
}

/** No setting lets more in (MAX_FILE_BYTES). */
const LARGEST_STREAM = 4 * 1024 ** 3

const whole = { type: 'integer', format: 'int64', minimum: 0 }
const answerHeaders = {
  'RateLimit-Limit': { schema: whole, description: 'Requests that the tightest limit allows in its time' },
  'RateLimit-Remaining': { schema: whole, description: 'Requests that are left of it' },
  'RateLimit-Reset': { schema: whole, description: 'Seconds until it begins anew' },
  'Retry-After': { schema: whole, description: 'Seconds after which to try again' },
}
const header = (name: keyof typeof answerHeaders) => ({ [name]: { $ref: `#/components/headers/${name}` } })
const rateLimits = { ...header('RateLimit-Limit'), ...header('RateLimit-Remaining'), ...header('RateLimit-Reset') }

const versionTag = { type: 'string', pattern: '^"\\d+"$', maxLength: 30 }
/** Weak, since the same state may be written in more than one way: streams' epochs and offsets. */
const stateTag = { type: 'string', pattern: '^W/"[0-9A-Za-z.-]+"$', maxLength: 200 }

function success(endpoint: Endpoint): Json {
  const headers = {
    ...rateLimits,
    ...(endpoint.method !== 'GET' && endpoint.access === 'member' && {
      'Lockstep-Offsets': { schema: { type: 'string' }, description: 'The offsets that the change produced: `team:<id>=42, inbox:<id>=7`' },
    }),
    ...(endpoint.etag && endpoint.response && { ETag: { schema: endpoint.etag === 'state' ? stateTag : versionTag } }),
  }
  return {
    description: endpoint.status === 204 ? 'Done' : endpoint.summary, headers,
    ...(endpoint.file && { content: filesOf(endpoint.file.types) }),
    ...(endpoint.response && { content: { 'application/json': { schema: schemaOf(endpoint.response, 'output') } } }),
  }
}

/** What a request with Range is answered. */
const partsOf = ({ file }: Endpoint): Json => ({
  206: { description: 'The part that was asked for', headers: rateLimits, content: filesOf(file!.types) },
})

const filesOf = (types: readonly string[], maxLength?: number) =>
  Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', format: 'binary', ...(maxLength && { maxLength }) } }]))

function failures(endpoint: Endpoint): Json {
  const codes = new Set<ErrorCode>([...(endpoint.errors ?? []), 'rate_limited', 'internal', 'unavailable'])
  if (endpoint.access === 'member') codes.add('unauthenticated').add('forbidden')
  if (endpoint.params) codes.add('not_found')
  if (endpoint.body || endpoint.rawBody) codes.add('malformed_json').add('payload_too_large').add('unsupported_media_type')
  if (endpoint.binaryBody || endpoint.streamBody) codes.add('payload_too_large')
  if (endpoint.body || endpoint.rawBody || endpoint.binaryBody || endpoint.streamBody) codes.add('request_timeout')
  if (endpoint.body || endpoint.query) codes.add('validation_failed')
  if (endpoint.etag && endpoint.method !== 'GET' && endpoint.status !== 201) codes.add('precondition_failed')
  const byStatus = Map.groupBy(codes, (code) => errorCodes[code][0])
  return Object.fromEntries([...byStatus].sort(([a], [b]) => a - b).map(([status, ofStatus]) => [status, {
    description: ofStatus.map((code) => `\`${code}\`: ${errorCodes[code][1]}`).join('; '),
    headers: { ...rateLimits, ...([429, 503].includes(status) && header('Retry-After')) },
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }]))
}
