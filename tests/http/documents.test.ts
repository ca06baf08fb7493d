// The API's documents (X62): OpenAPI is sound and says exactly what is routed; AsyncAPI is served; the page needs no other host.
import { describe, expect, it } from 'vitest'
import type { Endpoint } from '../../shared/endpoint.ts'
import { endpoints } from '../../shared/index.ts'
import { scopes } from '../../shared/permissions.ts'
import { clientMessages, serverMessages } from '../../shared/socket.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld()
const get = async (path: string) => (await fetch(world.url + path)).text()

interface Parameter { name: string; in: string; required: boolean; schema: object }
interface Operation {
  operationId: string; tags: string[]; summary: string; security?: object[]; parameters: Parameter[]; requestBody?: { content: Record<string, { schema: object }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>; 'x-scope': string | null
}
interface Document {
  openapi: string; info: { title: string; version: string }; tags: { name: string }[]
  paths: Record<string, Record<string, Operation>>; components: { schemas: object; securitySchemes: object }
}

const read = async () => JSON.parse(await get('/api/openapi.json')) as Document
const operations = ({ paths }: Document) => Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })))

describe('OpenAPI', () => {
  it('S109 S110 X62 has exactly the routes of shared/index.ts, each answering', async () => {
    const document = await read()
    const documented = operations(document).map(({ path, method, operation }) => `${operation.operationId} ${method.toUpperCase()} ${path}`).sort()
    expect(documented).toEqual((Object.values(endpoints) as Endpoint[]).map(({ id, method, path }) => `${id} ${method} ${path}`).sort())
    for (const { path, method, operation } of operations(document)) {
      const address = world.url + path.replaceAll(/\{\w+\}/g, crypto.randomUUID())
      const response = await fetch(address, { method: method.toUpperCase() })
      // Where the address is the right, any other is not there; that it is routed is told by a method that is not.
      const isOfAddress = operation.security?.length === 0 && path.includes('{') && response.status === 404
      if (isOfAddress) expect((await fetch(address, { method: 'PUT' })).status, `PUT ${path}`).toBe(405)
      else expect([404, 405], `${method} ${path}`).not.toContain(response.status)
    }
  })

  it('is 3.1, with unique operation ids, declared tags, and every path parameter declared and required', async () => {
    const document = await read()
    expect(document.openapi).toMatch(/^3\.1\.\d$/)
    const all = operations(document)
    expect(new Set(all.map(({ operation }) => operation.operationId)).size).toBe(all.length)
    for (const { path, operation } of all) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
      const declared = operation.parameters.filter((parameter) => parameter.in === 'path')
      expect(declared.map(({ name }) => name).sort(), path).toEqual(inPath)
      expect(declared.every(({ required }) => required), path).toBe(true)
      expect(new Set(operation.parameters.map((parameter) => `${parameter.in} ${parameter.name}`)).size, path).toBe(operation.parameters.length)
      for (const tag of operation.tags) expect(document.tags.map(({ name }) => name)).toContain(tag)
      expect(operation.summary.length, path).toBeGreaterThan(5)
    }
  })

  it('points only at what it has, and leaves no schema empty', async () => {
    const document = await read()
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference!)
    expect(references.length).toBeGreaterThan(0)
    for (const reference of new Set(references)) expect(at(document, reference), reference).toBeTypeOf('object')
    for (const { path, operation } of operations(document)) {
      for (const parameter of operation.parameters) expect(Object.keys(parameter.schema).length, `${path} ${parameter.name}`).toBeGreaterThan(0)
      for (const { schema } of Object.values(operation.requestBody?.content ?? {})) expect(schema, path).toHaveProperty('type')
    }
  })

  it('says of every operation who may, what succeeds, and what fails as problem+json', async () => {
    for (const { path, method, operation } of operations(await read())) {
      const described = (Object.values(endpoints) as Endpoint[]).find(({ id }) => id === operation.operationId)!
      expect(operation.security, path).toEqual(described.access === 'member' ? [{ bearer: [] }] : [])
      if (described.scope) expect(scopes).toContain(operation['x-scope'])
      const { [described.status]: success, 206: part, 304: held, ...failures } = operation.responses
      expect(success?.content !== undefined, path).toBe(described.status !== 204)
      expect(part !== undefined, path).toBe(described.file !== undefined && 'stored' in described.file)
      // A state that the asker holds already: no body, for boards and what else carries a tag of its whole state.
      expect(held === undefined || (method === 'get' && held.content === undefined), path).toBe(true)
      for (const failure of Object.values(failures)) expect(Object.keys(failure.content!)).toEqual(['application/problem+json'])
      const expected = described.access === 'member' ? ['401', '403', '429', '500', '503'] : ['429', '500', '503']
      expect(Object.keys(failures), `${method} ${path}`).toEqual(expect.arrayContaining(expected))
      if (method === 'get') expect(operation.requestBody, path).toBeUndefined()
    }
  })
})

const at = (document: unknown, reference: string) => reference.replace('#/', '').split('/').reduce<unknown>((inner, part) => (inner as Record<string, unknown>)[part], document)

describe('AsyncAPI', () => {
  it('X62 names every message of both directions', async () => {
    const text = await get('/api/asyncapi.json')
    expect(JSON.parse(text)).toMatchObject({ asyncapi: expect.stringMatching(/^3\./) as string })
    for (const name of [...Object.keys(clientMessages), ...Object.keys(serverMessages)]) expect(text).toContain(`"${name}"`)
  })
})

describe('S51 the page of the documents', () => {
  it('and its files come from here and name no other host to load from', async () => {
    const page = await get('/api/docs')
    const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file!)
    expect(files.length).toBeGreaterThanOrEqual(3)
    for (const file of files) {
      expect(file).toMatch(/^\/api\/docs\//)
      expect((await fetch(world.url + file)).status, file).toBe(200)
    }
    expect(page).not.toMatch(/https?:|<script>|onload=/)
    expect(await get('/api/docs/start.js')).toContain(`validatorUrl: null`)
    expect(await get('/api/docs/swagger-ui.css')).not.toMatch(/url\(\s*["']?https?:|@import/)
  })
})
