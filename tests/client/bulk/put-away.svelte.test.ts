// @vitest-environment jsdom
// Putting many away by hand: whom to ask where none may go, one dialog for two presses, and the focus inside it.
import { flushSync } from 'svelte'
import { afterEach, expect, it, vi } from 'vitest'
vi.hoisted(() => {
  // What jsdom lacks.
  window.matchMedia ??= () => Object.assign(new EventTarget(), { matches: false }) as unknown as MediaQueryList
})
import type { BoardScene } from '../../../client/features/board/board.scene.svelte.ts'
import { putAway, putAwayDialog } from '../../../client/features/bulk/put-away.ts'
import { ApiError } from '../../../client/lib/api-error.ts'
import type { ConnectionState } from '../../../client/lib/connection.svelte.ts'
import { toasts } from '../../../client/ui/index.ts'
import { layers } from '../../../client/ui/late-parts.ts'
import { aTask } from '../board/tasks.ts'

const tasks = [aTask({ id: 'a', key: 'WEB-1' }), aTask({ id: 'b', key: 'WEB-2' })]

function aScene(may: boolean, answer: () => Promise<unknown>, connection: { state: ConnectionState } = { state: 'live' }) {
  const bulk = vi.fn()
  const scene = {
    can: () => may, isOver: () => false, about: () => scene, member: () => ({ name: 'Olga' }), seatOf: () => null, refusals: { mark: () => {} }, store: { bulk },
    stores: { api: { call: answer }, connection, organizations: { team: () => ({ managerId: 'olga' }) } },
  }
  return { scene: scene as unknown as BoardScene, bulk }
}

const dialogs = () => [...document.querySelectorAll('[role=dialog]')]
const applyButton = () => document.querySelector<HTMLElement>('[role=dialog] [data-autofocus]')
const refusing = async () => ({ data: { results: tasks.map(({ id }, index) => ({ index, op: 'archive', ok: false, taskId: id, key: null, version: null, error: { status: 409, code: 'conflict', detail: 'No' } })) } })

afterEach(() => {
  document.body.innerHTML = ''
})

it('says whom to ask where none may go, and opens nothing', async () => {
  const { scene } = aScene(false, refusing)
  await putAwayDialog.load()
  putAway(scene, tasks, 'archive')
  await vi.waitFor(() => expect(toasts.current?.text).toContain('Ask Olga.'))
  expect(dialogs()).toEqual([])
})

it('opens one dialog for two presses, with the focus in it, also when the server refuses all', async () => {
  const { scene, bulk } = aScene(true, refusing)
  await layers.load()
  putAway(scene, tasks, 'archive')
  putAway(scene, tasks, 'archive')
  await vi.waitFor(() => expect(document.activeElement).toBe(applyButton()))
  expect(dialogs()).toHaveLength(1)
  await vi.waitFor(() => expect(applyButton()!.getAttribute('aria-disabled')).toBe('true'))
  expect(document.activeElement).toBe(applyButton())
  applyButton()!.click()
  flushSync()
  expect(bulk).not.toHaveBeenCalled()
  expect(dialogs()).toHaveLength(1)
})

it('says in its status that one is offline, and asks anew when one is back and nothing was answered', async () => {
  const connection = $state<{ state: ConnectionState }>({ state: 'offline' })
  const answer = vi.fn(refusing).mockRejectedValueOnce(new ApiError({ type: '', title: '', status: 500, code: 'internal', detail: '', traceId: '' }))
  const { scene } = aScene(true, answer, connection)
  putAway(scene, tasks, 'archive')
  const status = () => document.querySelector('[role=dialog] [role=status]')?.textContent ?? ''
  await vi.waitFor(() => expect(answer).toHaveBeenCalledTimes(1))
  expect(status()).toContain('You are offline.')
  connection.state = 'live'
  flushSync()
  await vi.waitFor(() => expect(status()).toContain('No task goes to the archive, 2 cannot.'))
  expect(status()).not.toContain('You are offline.')
  connection.state = 'catching-up'
  flushSync()
  connection.state = 'live'
  flushSync()
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(answer).toHaveBeenCalledTimes(2)
})
