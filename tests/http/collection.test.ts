// The collection of requests (S130): whole, each request sound, and its first steps run as a program like Postman runs them.
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import type { Endpoint } from '../../shared/endpoint.ts'
import { endpoints } from '../../shared/index.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld()

interface Request {
  method: string; description: string; auth?: { type: string }; header: { key: string; value: string }[]; body?: { mode: string; raw?: string }
  url: { raw: string; path: string[]; variable: { key: string; value: string }[]; query: { key: string; value: string; disabled: boolean }[] }
}
interface Item { name: string; request: Request; event: { script: { exec: string[] } }[] }
interface Folder { name: string; item: Item[] }
interface Collection { variable: { key: string; value: string }[]; item: Folder[] }

const read = async () => await (await fetch(`${world.url}/api/collection.json`)).json() as Collection

/** Replaces `{{name}}`, also within what a variable holds. */
function filled(text: string, values: Map<string, string>): string {
  const once = text.replace(/\{\{([$\w]+)\}\}/g, (_, name: string) => (name === '$guid' ? crypto.randomUUID() : values.get(name) ?? `no ${name}`))
  return once === text ? text : filled(once, values)
}

/** Sends a request as such a program does, and runs its script on the answer. */
async function send({ name, request, event }: Item, values: Map<string, string>): Promise<void> {
  const places = new Map(request.url.variable.map(({ key, value }) => [`:${key}`, filled(value, values)]))
  const address = `${filled('{{baseUrl}}', values)}/${request.url.path.map((part) => places.get(part) ?? part).join('/')}`
  const response = await fetch(address, {
    method: request.method,
    headers: {
      'content-type': 'application/json', ...(request.auth?.type !== 'noauth' && { authorization: `Bearer ${values.get('token')}` }),
      ...Object.fromEntries(request.header.map(({ key, value }) => [key, filled(value, values)])),
    },
    ...(request.body?.raw && { body: filled(request.body.raw, values) }),
  })
  const text = await response.text()
  const have = { status: (wanted: number) => expect(response.status, `${name}: ${text.slice(0, 300)}`).toBe(wanted) }
  runInNewContext(event[0]!.script.exec.join('\n'), { pm: {
    response: { code: response.status, json: () => JSON.parse(text) as unknown, to: { have } },
    test: (_: string, check: () => void) => check(),
    collectionVariables: { set: (key: string, value: string) => void values.set(key, value) },
  } })
}

describe('the collection of requests', () => {
  it('S130 has each operation once, with a body that its schema takes', async () => {
    const { item: [, ...folders] } = await read()
    const requests = folders.flatMap(({ item }) => item).map(({ request }) => request)
    const byId = new Map<string, Endpoint>((Object.values(endpoints) as Endpoint[]).map((endpoint) => [endpoint.id, endpoint]))
    expect(requests.map(({ description }) => description.replaceAll('`', '')).sort()).toEqual([...byId.keys()].sort())
    for (const { description, body } of requests) {
      const { body: schema } = byId.get(description.replaceAll('`', ''))!
      if (!schema) continue
      const sample = JSON.parse(body!.raw!.replaceAll('{{email}}', 'ada@example.com').replaceAll(/\{\{[$\w]+\}\}/g, () => crypto.randomUUID())) as unknown
      expect(schema.safeParse(sample).error?.issues, description).toBeUndefined()
    }
  })

  it('S130 names only variables that it has, or that a script of it sets', async () => {
    const { variable, item } = await read()
    const all = item.flatMap((folder) => folder.item)
    const set = all.flatMap(({ event }) => [...event[0]!.script.exec.join('\n').matchAll(/set\('(\w+)'/g)].map(([, name]) => name!))
    const known = new Set(['$guid', ...variable.map(({ key }) => key), ...set])
    const used = [...JSON.stringify(item).matchAll(/\{\{([$\w]+)\}\}/g)].map(([, name]) => name!)
    expect([...new Set(used)].filter((name) => !known.has(name))).toEqual([])
  })

  it('S130 first steps make an organization with a living task, and keep what the other requests need', async () => {
    const { variable, item: [first] } = await read()
    const values = new Map(variable.map(({ key, value }) => [key, value]))
    expect(values.get('baseUrl')).toBe(world.url)
    values.set('email', filled(values.get('email')!, values))
    for (const item of first!.item) await send(item, values)
    for (const name of ['token', 'memberId', 'teamId', 'projectId', 'statusId', 'labelId', 'taskId', 'commentId']) expect(values.get(name), name).toBeTruthy()
    const task = await (await fetch(`${world.url}/api/tasks/${values.get('taskId')}`, { headers: { authorization: `Bearer ${values.get('token')}` } })).json() as object
    expect(task).toMatchObject({ title: 'Refunds are slow', priority: 'high', progress: 50, statusId: values.get('statusId') })
  })
})
