// The API as a collection of requests for Postman and what reads its format (Bruno, Insomnia, Hoppscotch, newman), S130.
// Form: https://schema.postman.com/collection/json/v2.1.0/draft-07/docs/index.html
import type { Endpoint } from '../../../shared/endpoint.ts'
import { endpoints } from '../../../shared/index.ts'
import { schemaOf, type Json } from '../json-schema.ts'
import { tagDescriptions } from '../tags.ts'
import { firstSteps } from './first-steps.ts'
import { sampleOf } from './sample.ts'
import { scriptOf } from './script.ts'

const all = Object.values(endpoints) as Endpoint[]

/** @param baseUrl Where the requests go until one sets the variable `baseUrl` to another address. */
export function collection(baseUrl: string): Json {
  const folders = [
    { name: 'First steps', description: 'In this order.', item: firstSteps.map(({ endpoint, body }) => item(endpoint, body)) },
    ...[...Map.groupBy(all, ({ tag }) => tag)].map(([tag, ofTag]) => ({ name: tag, description: tagDescriptions[tag], item: ofTag.map((endpoint) => item(endpoint)) })),
  ]
  return {
    info: {
      name: 'Lockstep', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
      description: 'Run the folder "First steps" once: it registers an organization and keeps the token and the ids that the other requests use.',
    },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] },
    variable: variables(folders, { baseUrl, email: '{{$guid}}@example.com', password: 'correct horse battery staple' }),
    item: folders,
  }
}

/** All that the requests name; without a value what an answer gives, or whoever uses them. */
function variables(folders: Json[], given: Record<string, string>): Json[] {
  const named = [...JSON.stringify(folders).matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!)
  return [...new Set([...Object.keys(given), ...named])].map((key) => ({ key, value: given[key] ?? '', type: 'string' }))
}

function item(endpoint: Endpoint, body: unknown = sampleBody(endpoint)): Json {
  return {
    name: endpoint.summary,
    request: {
      method: endpoint.method, url: urlOf(endpoint), description: `\`${endpoint.id}\``,
      header: endpoint.method !== 'GET' && endpoint.access === 'member' ? [{ key: 'Idempotency-Key', value: '{{$guid}}', type: 'text' }] : [],
      ...(endpoint.access === 'public' && { auth: { type: 'noauth' } }),
      ...(body !== undefined && { body: { mode: 'raw', raw: JSON.stringify(body, null, 2), options: { raw: { language: 'json' } } } }),
      ...((endpoint.binaryBody || endpoint.streamBody) && { body: { mode: 'file', file: {} } }),
    },
    event: [{ listen: 'test', script: { type: 'text/javascript', exec: scriptOf(endpoint) } }],
  }
}

const sampleBody = ({ body }: Endpoint) => body && sampleOf(schemaOf(body, 'input'))

function urlOf({ path, query }: Endpoint): Json {
  const parts = path.slice(1).split('/').map((part) => part.replace(/^\{(\w+)\}$/, ':$1'))
  const { properties = {}, required = [] } = query ? schemaOf(query, 'input') as { properties?: Record<string, Json>; required?: string[] } : {}
  return {
    raw: `{{baseUrl}}/${parts.join('/')}`, host: ['{{baseUrl}}'], path: parts,
    variable: placesOf(path).map((key) => ({ key, value: `{{${key}}}` })),
    query: Object.entries(properties).map(([key, schema]) => ({ key, value: String(sampleOf(schema, key)), disabled: !required.includes(key) })),
  }
}

const placesOf = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
