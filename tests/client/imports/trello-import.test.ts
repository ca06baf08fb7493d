// One chosen file is one import: however often it is sent, it carries the same key.
import { expect, it } from 'vitest'
import type { Stores } from '../../../client/client.svelte.ts'
import { TrelloImport } from '../../../client/features/imports/trello-import.svelte.ts'
import { Api } from '../../../client/lib/api.ts'

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })

/** The stores of a browser whose server is `answer`; keys of the imports that were sent, in order. */
function aBrowser(answer: (attempt: number) => Response) {
  const keys: (string | null)[] = []
  const send = async (input: RequestInfo | URL, init?: RequestInit) => {
    if (String(input).includes('/preview')) return json({ name: 'Board' })
    keys.push(new Headers(init?.headers).get('idempotency-key'))
    return answer(keys.length)
  }
  const api = new Api({ origin: 'http://test', fetch: send, tokens: { access: async () => 'token', renew: async () => null } })
  return { keys, trello: new TrelloImport({ api } as Stores) }
}

const file = () => new File(['{}'], 'board.json')
const broken = () => json({ type: '', title: '', status: 500, code: 'internal', detail: 'It broke.', traceId: '' }, 500)

it('a repetition of the same file has the same key, another file another one', async () => {
  const { keys, trello } = aBrowser((attempt) => (attempt === 1 ? broken() : json({ projectId: 'p' }, 201)))
  await trello.choose(file(), 'team')
  await trello.run('team')
  expect([trello.phase, trello.refusal?.text]).toEqual(['preview', 'It broke.'])
  await trello.run('team')
  expect(trello.phase).toBe('done')
  await trello.choose(file(), 'team')
  await trello.run('team')
  expect(keys).toHaveLength(3)
  expect(keys[0]).toBeTruthy()
  expect(keys[1]).toBe(keys[0])
  expect(keys[2]).not.toBe(keys[0])
})
