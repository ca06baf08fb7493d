// The secret key is changed node by node while people work, refresh and sign in; afterwards the old one opens nothing (X04).
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { startCluster, type Cluster } from '../faults/support/cluster.ts'
import { Load } from '../faults/support/load.ts'
import { closeClients, pause, until } from '../realtime/support/client.ts'
import { PASSWORD, type Person } from '../support/factories.ts'
import { call } from '../support/http.ts'
import { SETTINGS } from './support/nodes.ts'
import { hasPostgres, hasRedis, redisUrl } from './support/services.ts'

const OLD = SETTINGS.SECRET_KEY
const NEW = 'tests-only-zyxwvutsrqponmlkjihgfedcba-9876543210'
let cluster: Cluster

/** A browser: refreshes again and again at either node, sends each token twice as two tabs would, and uses what it gets. */
class Browser {
  readonly failures: string[] = []
  access: string
  #refresh: string
  #stopped = false
  #done: Promise<void> | undefined

  constructor({ token, refresh }: Person) {
    this.access = token
    this.#refresh = refresh
  }

  begin(): void {
    this.#done = this.#work()
  }

  async end(): Promise<void> {
    this.#stopped = true
    await this.#done
  }

  async #work(): Promise<void> {
    while (!this.#stopped) {
      const body = { refresh: this.#refresh }
      const answers = await Promise.all(cluster.urls.map((url) => call(url, null, endpoints.refresh, { body }).catch(() => null)))
      const given = answers.filter((answer) => answer?.status === 200).map((answer) => answer!.data)
      const refused = answers.filter((answer) => answer && answer.status !== 200 && answer.status !== 503)
      this.failures.push(...refused.map((answer) => `refresh ${answer!.status}`))
      if (new Set(given.map(({ refresh }) => refresh)).size > 1) this.failures.push('two successors')
      if (given[0]) [this.access, this.#refresh] = [given[0].access, given[0].refresh!]
      await this.#use()
      await pause(50)
    }
  }

  async #use(): Promise<void> {
    for (const url of cluster.urls) {
      const answer = await call(url, this.access, endpoints.readOverview).catch(() => null)
      if (answer && answer.status !== 200 && answer.status !== 503) this.failures.push(`read ${answer.status}`)
    }
  }
}

describe.skipIf(!hasPostgres || !hasRedis)('changing the secret key', () => {
  beforeAll(async () => {
    cluster = await startCluster({ redisUrl: redisUrl! })
  })
  afterAll(async () => {
    closeClients()
    await cluster?.stop()
  })

  async function restart(node: Cluster['nodes'][number], key: string, also = '', former = ''): Promise<void> {
    expect((await node.end('SIGTERM')).code).toBe(0)
    node.set({ SECRET_KEY: key, SECRET_KEY_ALSO: also, SECRET_KEY_FORMER: former })
    await node.start()
  }
  const signIn = async (url: string, { email }: Person) => (await call(url, null, endpoints.login, { body: { email, password: PASSWORD } })).status

  it('X04 fails nobody while both are accepted, and the old one is refused afterwards', async () => {
    const { nodes, urls, company: { admin, manager, employee } } = cluster
    const [first, second] = nodes as [typeof nodes[0], typeof nodes[0]]
    const browser = new Browser(employee)
    const load = await Load.begin(cluster)
    browser.begin()
    for (const [key, also] of [[OLD, NEW], [NEW, OLD]] as const) {
      for (const node of nodes) {
        await restart(node, key, also)
        for (const url of urls) expect(await signIn(url, manager)).toBe(200)
        const before = load.acknowledged
        await until('writes go on', () => load.acknowledged > before + 5, 20_000)
      }
    }
    await load.settle()
    await browser.end()
    expect(browser.failures).toEqual([])

    await first.end('SIGTERM')
    await restart(second, NEW, '', OLD)
    expect((await call(second.url, manager.token, endpoints.readOverview)).status, 'signed by the old key').toBe(401)
    expect((await call(second.url, browser.access, endpoints.readOverview)).status, 'signed by the new key').toBe(200)
    expect((await call(second.url, null, endpoints.refresh, { body: { refresh: admin.refresh } })).status, 'not renewed in time').toBe(401)
    expect(await signIn(second.url, employee), 'a password of the old key').toBe(200)

    await restart(second, NEW)
    expect([await signIn(second.url, manager), await signIn(second.url, employee), await signIn(second.url, admin)]).toEqual([200, 200, 401])
  }, 180_000)
})
