// What counts as come into a lane: what others bring while the same lanes are drawn, not what stands in others.
import { expect, it, vi } from 'vitest'
import type { BoardScene } from '../../../client/features/board/board.scene.svelte.ts'
import type { RecentChange } from '../../../client/features/board/recent-changes.ts'
import { LaneArrivals } from '../../../client/features/lanes/lane-arrivals.svelte.ts'
import type { LaneWindow } from '../../../client/features/lanes/lane-window.svelte.ts'
import type { Cell } from '../../../client/features/lanes/lanes.svelte.ts'
import { aTask } from '../board/tasks.ts'

const change: RecentChange = { membershipId: 'other', name: 'Ade', at: 1, type: 'task.moved', fields: ['statusId'], changes: {}, key: 'WEB-1', assigneeIds: [] }
const cell = (laneId: string, ...ids: string[]) => ({ id: `todo.${laneId}`, laneId, status: { id: 'todo' }, tasks: ids.map((id) => aTask({ id })) }) as unknown as Cell

it('tells what others brought into a cell, and nothing when other lanes are chosen', () => {
  const note = vi.fn()
  const scene = { lanes: {}, store: { recentChanges: new Map([['moved', change], ['later', change]]), crowd: null }, cameInto: { note } }
  const arrivals = new LaneArrivals(scene as unknown as BoardScene, {} as LaneWindow)
  arrivals.note([cell('person-a', 'old')])
  arrivals.note([cell('person-a', 'old', 'moved')])
  expect(note.mock.calls).toEqual([['todo', 1]])
  scene.lanes = {}
  arrivals.note([cell('priority-high', 'old', 'moved')])
  expect(note).toHaveBeenCalledTimes(1)
  arrivals.note([cell('priority-high', 'old', 'moved', 'later')])
  expect(note.mock.calls).toEqual([['todo', 1], ['todo', 1]])
})
