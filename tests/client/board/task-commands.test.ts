// @vitest-environment jsdom
// What a board's commands offer follows from what one may do there.
import { describe, expect, it, vi } from 'vitest'
import type { BoardScene } from '../../../client/features/board/board.scene.svelte.ts'
import type { TableGrid } from '../../../client/features/table/table.svelte.ts'
import type { Stores } from '../../../client/client.svelte.ts'
import { aTask } from './tasks.ts'

vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }))
vi.stubGlobal('IntersectionObserver', class {})
const { taskCommands } = await import('../../../client/features/board/commands/late/task-commands.ts')
const { intoFields } = await import('../../../client/features/board/commands/first-commands.ts')
const { dayChoices } = await import('../../../client/features/board/commands/late/task-choices.ts')
const { tableKey } = await import('../../../client/features/table/table-keys.ts')
const { projectForTask } = await import('../../../client/shell/commands/create-task.ts')

const task = aTask({ startAt: '2026-11-20T23:59:00.000Z' })
const scene = (canCreate: boolean): BoardScene => ({
  about: () => scene(canCreate),
  canCreate, can: () => true, grouping: 'status', selected: { count: 0, has: () => false }, store: { task: () => task }, focusedId: task.id, isAtCard: true, meId: 'me', stores: { organizations: { timer: null }, outbox: { changes: [] }, api: { call: () => new Promise(() => {}) } }, ends: [], today: '2026-11-20', zone: 'UTC',
}) as unknown as BoardScene

describe('the commands of a task (22, 20)', () => {
  const below = (canCreate: boolean) => intoFields(scene(canCreate)).find(({ id }) => id === 'task.add-below')

  it('add a task below only where one may create tasks', () => {
    expect(below(true)?.unavailable).toBeUndefined()
    expect(below(false)?.unavailable).toContain('Only the managers')
  })

  it('set the start as they set the due day', () => {
    expect(taskCommands(scene(true), task).find(({ id }) => id === 'task.start')?.choices?.().map(({ words }) => words))
      .toEqual(['Today', 'Tomorrow', 'Next week', 'None'])
    expect(dayChoices(scene(true), [task], 'startAt').find(({ isSet }) => isSet)?.words).toBe('Today')
    expect(dayChoices(scene(true), [task], 'dueAt').find(({ isSet }) => isSet)?.words).toBe('None')
  })
})

describe('N on the line of a group of the table (16)', () => {
  const press = (canCreate: boolean) => {
    const ofTable = { ...scene(canCreate), adding: null, collapsed: { has: () => false } }
    const table = { scene: ofTable, at: 0, line: 'todo', isPhone: false, lineAt: () => ({ key: 'todo', kind: 'group', group: { id: 'todo' } }), shown: [], lines: [] }
    tableKey(table as unknown as TableGrid, new KeyboardEvent('keydown', { key: 'n' }))
    return ofTable.adding
  }

  it('adds to that group where one may create tasks', () => {
    expect(press(true)).toEqual({ columnId: 'todo' })
    expect(press(false)).toBeNull()
  })
})

describe('a new task away from a board (23)', () => {
  it('is for a project in which one may create tasks', () => {
    const projects = [{ id: 'p1', teamId: 'closed' }, { id: 'p2', teamId: 'open' }]
    const stores = (may: string[]) => ({
      organizations: { projects, project: () => projects[0], subject: (teamId: string) => ({ teamId }) },
      session: { can: (_: string, { teamId }: { teamId: string }) => may.includes(teamId) },
    }) as unknown as Stores
    expect(projectForTask(stores(['closed', 'open']))?.id).toBe('p1')
    expect(projectForTask(stores(['open']))?.id).toBe('p2')
    expect(projectForTask(stores([]))).toBeUndefined()
  })
})
