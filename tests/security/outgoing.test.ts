// Nothing that a user types makes the server connect anywhere (X40, X41, X42): it asks its database, Redis, mail server and store of files, all named by settings.
import { createServer, Socket, type AddressInfo, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Endpoint } from '../../shared/endpoint.ts'
import { endpoints } from '../../shared/index.ts'
import { sourceFiles } from '../architecture/source-files.ts'
import { attached } from '../features/attachments/uploading.ts'
import { call } from '../support/http.ts'
import { useWorld } from '../support/world.ts'
import { aFurnishedCompany, type Company } from '../tenancy/company.ts'
import { requestsOf } from '../tenancy/fixtures.ts'
import { replaced, stringsIn } from './leaves.ts'

const HOSTS = [
  '127.0.0.1', '127.1', '127.0.1', '2130706433', '0x7f000001', '0x7f.1', '0x7f.0x0.0x0.0x1', '017700000001', '0177.0.0.1', '0177.0.0.01', '00000177.1', '127.000.000.001',
  '0', '0.0.0.0', '00', '0x0', '127.0.0.1.', '127.255.255.254', '127.66.6.6', '[::1]', '[::]', '[0:0:0:0:0:0:0:1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]',
  '[0:0:0:0:0:ffff:7f00:1]', '[::127.0.0.1]', '[::7f00:1]', '[64:ff9b::127.0.0.1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', '[fe80::1]', '[fd00:ec2::254]',
  'localhost', 'LOCALHOST', 'localhost.', 'localhost.localdomain', 'ip6-localhost', 'a.localhost', '127。0。0。1', '①②⑦.⓪.⓪.①', '𝓁𝑜𝒸𝒶𝓁𝒽𝑜𝓈𝓉', 'user@127.0.0.1', 'example.com@127.0.0.1',
  'example.com%40@127.0.0.1', 'example.com:80@127.0.0.1', '127.0.0.1%09', '169.254.169.254', '2852039166', '0xa9fea9fe', '0251.0376.0251.0376', '[::ffff:169.254.169.254]',
  '[::ffff:a9fe:a9fe]', 'metadata.google.internal', 'instance-data', '100.100.100.200', '192.0.0.192', '10.0.0.1', '172.16.0.1', '192.168.0.1', '198.18.0.1',
]
const SCHEMES = ['http', 'https', 'ws', 'ftp', 'gopher', 'smtp', 'redis', 'postgres', 'file', 'dict', 'jar:http', 'data:text/html,http']

const world = useWorld()
let company: Company
let trap: Server
let sprung = 0
const targets: string[] = []

/** Addresses of the trap, in all forms. */
const addresses = () => {
  const { port } = trap.address() as AddressInfo
  return [...HOSTS.map((host) => `http://${host}:${port}/latest/meta-data`), ...SCHEMES.map((scheme) => `${scheme}://127.0.0.1:${port}/`), `//127.0.0.1:${port}`, `\\\\127.0.0.1@${port}\\share`]
}

/** What opens a connection in Node is this one method. */
function noteTargets(): void {
  const connect = Socket.prototype.connect
  vi.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...options: unknown[]) {
    const [first] = options.flat() as { host?: string; port?: number | string; path?: string }[]
    targets.push(typeof first === 'object' ? `${first.host}:${first.port ?? first.path}` : String(first))
    return Reflect.apply(connect, this, options) as Socket
  })
}

describe('what users type', () => {
  beforeAll(async () => {
    company = await aFurnishedCompany(world, 'OWN')
    trap = createServer((socket) => {
      sprung += 1
      socket.destroy()
    })
    await new Promise<void>((resolve) => trap.listen(0, resolve))
    noteTargets()
  }, 180_000)
  afterAll(() => {
    vi.restoreAllMocks()
    trap.close()
  })

  it('X40 has 60 forms of an address', () => {
    expect(new Set(HOSTS).size).toBeGreaterThanOrEqual(60)
  })

  it('X40 X41 X42 in any text of any request, and in files and imports, opens no connection', async () => {
    const { admin, team, project } = company
    const forms = addresses()
    const errors: string[] = []
    let sent = 0
    for (const endpoint of (Object.values(endpoints) as Endpoint[]).filter(({ body }) => body !== undefined)) {
      const [request] = requestsOf(endpoint.id, company)
      for (const path of stringsIn(request!.body)) {
        const body = replaced(request!.body, path, forms[sent % forms.length])
        const { status } = await call(world.url, endpoint.access === 'member' ? admin.token : null, endpoint, { ...request, body } as never)
        if (status >= 500) errors.push(`${endpoint.id} ${path.join('/')}: ${status}`)
        sent += 1
      }
    }
    const task = await admin.do(endpoints.createTask, { body: { projectId: project.id, title: 'Addresses', description: forms.map((form) => `![picture](${form}) <${form}>`).join('\n') } })
    for (const url of forms) await admin.call(endpoints.createAttachment, { params: { taskId: task.id }, body: { url } })
    const page = `<svg xmlns="http://www.w3.org/2000/svg">${forms.map((form) => `<image href="${form}"/>`).join('')}</svg>`
    await attached(admin, task.id, 'pictures.svg', Uint8Array.from(Buffer.from(page)))
    const csv = `Title,Said\n${forms.map((form) => `"${form}","${form}"`).join('\n')}`
    await admin.do(endpoints.importCsv, { query: { teamId: team.id }, body: { name: 'Addresses', csv, columns: ['title', 'comment'] } })
    await admin.do(endpoints.importTrello, { query: { teamId: team.id }, raw: trelloOf(forms) })
    await admin.do(endpoints.readTaskDetail, { params: { taskId: task.id } })

    expect(errors).toEqual([])
    expect(sent).toBeGreaterThan(60)
    const own = new Set([new URL(world.url).port, ...(process.env.TEST_DATABASE_URL ? [new URL(process.env.TEST_DATABASE_URL).port || '5432'] : [])])
    expect(targets.length).toBeGreaterThan(0)
    expect(targets.filter((target) => !own.has(target.split(':').at(-1)!))).toEqual([])
    expect(sprung).toBe(0)
  }, 180_000)

  it('X40 the trap would be sprung', async () => {
    const { port } = trap.address() as AddressInfo
    await fetch(`http://2130706433:${port}`).catch(() => undefined)
    expect(sprung).toBe(1)
    expect(targets.at(-1)).toBe(`127.0.0.1:${port}`)
  })
})

const trelloOf = (forms: string[]) => JSON.stringify({
  name: 'Board', prefs: { backgroundImage: forms[0] }, lists: [{ id: 'list', name: 'List', pos: 1 }],
  members: [{ id: 'who', fullName: 'Who', avatarUrl: forms[1] }],
  cards: [{ id: 'card', idList: 'list', name: 'Card', pos: 1, desc: forms.join('\n'), attachments: forms.map((url, index) => ({ id: `at${index}`, name: url, url, pos: index })) }],
})

describe('what opens connections in the server', () => {
  const OPENS = /\bfetch\(|\bcreateTransport\(|new (?:Redis|Client|Pool|AwsClient|WebSocket)\(|from '(?:undici|axios|got|node:(?:https?|http2|net|tls|dgram|dns)(?:\/promises)?)'/

  it('X40 is in these files, which take addresses from settings', () => {
    const openers = sourceFiles('server/**/*.ts').filter(({ text }) => OPENS.test(text.replaceAll(/this\.#fetch\(|async #fetch\(|import type .*/g, ''))).map(({ path }) => path)
    expect(openers).toEqual([
      'server/features/mail/mail.jobs.ts', 'server/kernel/database.ts', 'server/kernel/object-store.ts', 'server/realtime/redis.ts', 'server/server.ts',
    ])
  })
})
