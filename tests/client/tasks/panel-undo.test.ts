// Ctrl Z over the panel without a network: what never went is called off, and comes again as the same change.
import { beforeEach, describe, expect, it } from 'vitest'
import { doAndRemember } from '../../../client/features/tasks/panel-undo.ts'
import type { Api } from '../../../client/lib/api.ts'
import { Connection } from '../../../client/lib/connection.svelte.ts'
import { memoryStorage } from '../../../client/lib/outbox-storage.ts'
import { Outbox, type StoredChange } from '../../../client/lib/outbox.svelte.ts'
import { toasts } from '../../../client/ui/index.ts'
import { ids } from '../support/events.ts'

const stream = `team:${ids.team}` as const
const comment = (text: string) => ({ name: 'createComment', input: { id: `comment of ${text}`, text }, membershipId: ids.me, stream, projectId: ids.project, taskIds: [] })

function withoutNetwork() {
  const sent: StoredChange[] = []
  const connection = new Connection()
  connection.unreachable()
  const outbox = new Outbox({ storage: memoryStorage(), send: (change, signal) => new Promise((_, reject) => {
    sent.push(change)
    signal.addEventListener('abort', () => reject(signal.reason))
  }) })
  const say = (text: string) => doAndRemember({ api: {} as Api, outbox, connection }, ids.team, 'Said', () => outbox.add(comment(text)))
  return { outbox, sent, say }
}

describe('Ctrl Z over the panel without a network', () => {
  beforeEach(() => toasts.clear())

  it('calls a change off, and brings it again under the same key and id', async () => {
    const { outbox, sent, say } = withoutNetwork()
    say('Good morning')
    const { key, input } = outbox.changes[0]!
    expect(toasts.undoLast()).toBe(true)
    expect(outbox.changes).toEqual([])
    await Promise.resolve()
    toasts.redoLast()
    expect(outbox.changes).toMatchObject([{ key, input }])
    await new Promise((resolve) => setTimeout(resolve, 0))
    // Had the first attempt come through, the second is the same to the server.
    expect(sent.map((change) => change.key)).toEqual([key, key])
  })

  it('goes to and fro as often as one likes', () => {
    const { outbox, say } = withoutNetwork()
    say('Good morning')
    const before = outbox.changes.map(({ key }) => key)
    for (let round = 0; round < 3; round++) {
      expect(toasts.undoLast()).toBe(true)
      expect(outbox.changes).toEqual([])
      toasts.redoLast()
      expect(outbox.changes.map(({ key }) => key)).toEqual(before)
    }
  })
})
