// The preview of a change of many tasks: what failed can be asked again, and says what it said before.
import { expect, it, vi } from 'vitest'
import type { Stores } from '../../../client/client.svelte.ts'
import { Preview } from '../../../client/features/bulk/preview.svelte.ts'
import { ApiError } from '../../../client/lib/api-error.ts'

it('asks the same once more after an answer that failed', async () => {
  const asked: object[] = []
  const call = (_: string, { body }: { body: { operations: object } }) => {
    asked.push(body.operations)
    if (asked.length === 1) return Promise.reject(new ApiError({ type: '', title: 'Down', status: 500, code: 'internal', detail: '', traceId: '' }))
    return Promise.resolve({ data: { results: [{ taskId: 't', ok: true }] } })
  }
  const preview = new Preview({ api: { call } } as unknown as Stores)
  preview.ask([{ op: 'archive', taskId: 't', archived: true }])
  await vi.waitFor(() => expect(preview.failure).not.toBeNull())
  preview.again()
  expect(preview.failure).toBeNull()
  await vi.waitFor(() => expect([...preview.results!.keys()]).toEqual(['t']))
  expect(asked[1]).toEqual(asked[0])
})
