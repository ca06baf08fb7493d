// Every kind of event is either applied by a reducer or left out for a reason that is written down, and applied somewhere.
import { describe, expect, it } from 'vitest'
import { boardTable } from '../../../client/features/board/board.reducer.ts'
import { inboxTable } from '../../../client/features/inbox/inbox.reducer.ts'
import { overviewTable } from '../../../client/features/organizations/organizations.reducer.ts'
import { taskDetailTable } from '../../../client/features/tasks/task-detail.reducer.ts'
import { workspaceTable } from '../../../client/features/teams/workspace.reducer.ts'
import { events } from '../../../shared/index.ts'

const tables: Record<string, Record<string, unknown>> = {
  board: boardTable, inbox: inboxTable, overview: overviewTable, taskDetail: taskDetailTable, workspace: workspaceTable,
}
const names = Object.keys(events).filter((name) => name !== 'batchApplied')

describe('the tables of events', () => {
  it.each(Object.entries(tables))('%s handles every kind of event or says why not', (_, table) => {
    for (const name of names) {
      const entry = table[name]
      expect(typeof entry === 'function' || (typeof entry === 'string' && entry.length > 10), name).toBe(true)
    }
    expect(Object.keys(table).sort()).toEqual([...names].sort())
  })

  it('leaves no kind of event without anybody who applies it', () => {
    const nowhere = names.filter((name) => !Object.values(tables).some((table) => typeof table[name] === 'function'))
    // Whom it concerns is told by stream:revoked and team.closed.
    expect(nowhere).toEqual(['teamAccessChanged'])
  })
})
