// @vitest-environment jsdom
// Moving items of checklists by keys, while others take them away.
import { afterEach, expect, it, vi } from 'vitest'
import type { ChecklistItem } from '../../../shared/features/checklists.ts'
import { ItemDrag } from '../../../client/features/tasks/item-drag.svelte.ts'
import type { ItemPlace } from '../../../client/features/tasks/item-places.ts'
import { announcer } from '../../../client/ui/index.ts'

const itemOf = (id: string, checklistId: string) => ({ id, checklistId, text: id }) as ChecklistItem
const listOf = (id: string, ...items: string[]) => ({ id, title: id, items: items.map((item) => itemOf(item, id)) })

// jsdom has no media; the theme asks for them when it is loaded.
vi.hoisted(() => {
  window.matchMedia = () => Object.assign(new EventTarget(), { matches: false }) as MediaQueryList
})

function aDrag() {
  const task = { lists: [listOf('one', 'a', 'b', 'c'), listOf('two', 'd')] }
  const drops: [string, ItemPlace][] = []
  const drag = new ItemDrag(() => task.lists, ({ id }, place) => drops.push([id, place]))
  const press = (key: string, id: string) => {
    const item = task.lists.flatMap(({ items }) => items).find((one) => one.id === id)!
    drag.key(new KeyboardEvent('keydown', { key }), item)
  }
  return { task, drag, drops, press }
}

afterEach(() => vi.restoreAllMocks())

it('is steered by the keys of its own handle only', () => {
  const { drag, drops, press } = aDrag()
  press(' ', 'a')
  press('ArrowDown', 'b')
  expect(drag.held?.place).toEqual({ listId: 'one', index: 0 })
  press('ArrowDown', 'a')
  press(' ', 'a')
  expect(drops).toEqual([['a', { listId: 'one', index: 1 }]])
})

it('ends when its row goes away, and lets others be held and sentences be spoken', () => {
  const { task, drag, drops, press } = aDrag()
  const [hold, release] = [vi.spyOn(announcer, 'hold'), vi.spyOn(announcer, 'release')]
  press(' ', 'a')
  press('ArrowDown', 'a')
  task.lists = [listOf('one', 'b', 'c'), listOf('two', 'd')]
  drag.left('b')
  expect(drag.held?.id).toBe('a')
  drag.left('a')
  expect(drag.held).toBeNull()
  expect([hold.mock.calls.length, release.mock.calls.length]).toEqual([1, 1])
  press(' ', 'c')
  press('ArrowUp', 'c')
  press(' ', 'c')
  expect(drops).toEqual([['c', { listId: 'one', index: 0 }]])
})

it('tells a move that is asked for first when it was done, and gives the focus back that its row lost when it was drawn', async () => {
  const [handle, said] = [document.body.appendChild(document.createElement('button')), vi.spyOn(announcer, 'announce')]
  const answers = [Promise.resolve(false), Promise.resolve(true)]
  const drag = new ItemDrag(() => [listOf('one', 'a', 'b')], () => answers.shift()!)
  for (const times of [0, 1]) {
    drag.nudge(itemOf('a', 'one'), 1, handle)
    expect(said).not.toHaveBeenCalled()
    await new Promise((resolve) => setTimeout(resolve))
    expect(said).toHaveBeenCalledTimes(times)
  }
  handle.blur()
  drag.redrawn()
  expect(document.activeElement).toBe(handle)
  handle.remove()
})

it('puts an item where it was let go, also when another carried it away meanwhile', () => {
  const { task, drops, press } = aDrag()
  press(' ', 'a')
  press('ArrowDown', 'a')
  task.lists = [listOf('one', 'b', 'c'), listOf('two', 'd', 'a')]
  press(' ', 'a')
  expect(drops).toEqual([['a', { listId: 'one', index: 1 }]])
})
