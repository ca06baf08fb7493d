// @vitest-environment jsdom
// Which task a key in a text stands for, of those that the server finds by it.
import { describe, expect, it, vi } from 'vitest'
import { Api } from '../../../client/lib/api.ts'
import type { SearchHit } from '../../../shared/features/search.ts'
import { aBoardTask, anId } from '../support/events.ts'

vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }))
vi.stubGlobal('IntersectionObserver', class {})
const { readMentioned } = await import('../../../client/features/tasks/mentioned-task.ts')

const hit = (key: string, place: SearchHit['place'], index: number): SearchHit => ({ task: aBoardTask(anId(index), { key }), category: 'todo', place, commentId: null, excerpt: [] })

async function found(...tasks: SearchHit[]): Promise<string | undefined> {
  const replies = [{ tasks, projects: [], files: [], similar: [], more: false }, { items: [] }]
  const api = new Api({
    origin: 'http://test', tokens: { access: async () => 'one', renew: async () => 'two' }, fetch: async () => new Response(JSON.stringify(replies.shift())),
  })
  return (await readMentioned(api, 'WEB-3', new AbortController().signal))?.task.key
}

describe('the task of a key', () => {
  it('is the one that has it, whatever else mentions it', async () => {
    expect(await found(hit('OPS-7', 'key', 20), hit('WEB-3', 'key', 21))).toBe('WEB-3')
  })

  it('is the one that had it, where it was moved to another project', async () => {
    expect(await found(hit('OPS-7', 'key', 20), hit('WEB-4', 'title', 21))).toBe('OPS-7')
  })

  it('is none where the key only stands in texts', async () => {
    expect(await found(hit('WEB-4', 'title', 20))).toBeUndefined()
  })
})
