// A change of an open task that was kept: a tab that never opened a task has its request when its turn comes.
import { expect, it } from 'vitest'
import { knownMutation } from '../../../client/features/known-mutations.svelte.ts'
import { sendChange } from '../../../client/features/mutations.ts'
import { Api } from '../../../client/lib/api.ts'
import { memoryStorage } from '../../../client/lib/outbox-storage.ts'
import { Outbox, type StoredChange } from '../../../client/lib/outbox.svelte.ts'
import { anId, ids } from '../support/events.ts'

const taskId = anId(20)
const kept = (name: string, input: object, key: string): StoredChange =>
  ({ key, name, input, membershipId: ids.me, stream: `team:${ids.team}`, projectId: ids.project, taskIds: [taskId], at: 0 })

it('is sent in its order, whichever file describes it; one of an unknown name is told', async () => {
  const sent: string[] = []
  const api = new Api({
    origin: 'http://test', tokens: { access: async () => 'one', renew: async () => null },
    fetch: async (input, init) => {
      sent.push(`${init!.method} ${new URL(input as string).pathname} ${init!.body as string}`)
      return new Response('{}')
    },
  })
  const storage = memoryStorage()
  const [move, time] = [{ statusId: ids.done, afterTaskId: null }, { minutes: 30, startedAt: '2026-11-23T09:00:00.000Z', note: '' }]
  await storage.put(kept('createTimeEntry', { taskId, ...time }, 'key-1'))
  await storage.put(kept('moveTask', { taskId, ...move }, 'key-2'))
  await storage.put(kept('paintTask', { taskId }, 'key-3'))
  expect(['moveTask', 'createTimeEntry'].map((name) => knownMutation(name) !== undefined)).toEqual([true, false])

  const outbox = new Outbox({ storage, send: (change, signal) => sendChange(api, change, signal) })
  const { promise: refused, resolve } = Promise.withResolvers<string>()
  outbox.onRefused = ({ name }, { code }) => resolve(`${name} ${code}`)
  await outbox.start(ids.me)
  expect(await refused).toBe('paintTask unknown_change')
  expect(sent).toEqual([`POST /api/tasks/${taskId}/time ${JSON.stringify(time)}`, `PUT /api/tasks/${taskId}/position ${JSON.stringify(move)}`])
  expect(outbox.changes).toEqual([])
  outbox.stop()
})
