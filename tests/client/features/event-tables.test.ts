// Every kind of event is either applied by a reducer or left out for a reason that is written down, and applied somewhere.
import { describe, expect, it } from 'vitest'
import { filesTable } from '../../../client/features/attachments/place-files.reducer.ts'
import { boardTable } from '../../../client/features/board/board.reducer.ts'
import { inboxTable } from '../../../client/features/inbox/inbox.reducer.ts'
import { overviewTable } from '../../../client/features/organizations/organizations.reducer.ts'
import { projectMembersTable } from '../../../client/features/project-members/project-members.reducer.ts'
import { taskDetailTable } from '../../../client/features/tasks/task-detail.reducer.ts'
import { templatesTable } from '../../../client/features/task-templates/templates.reducer.ts'
import { workspaceTable } from '../../../client/features/teams/workspace.reducer.ts'
import { events } from '../../../shared/index.ts'

const tables: Record<string, Record<string, unknown>> = {
  board: boardTable, files: filesTable, inbox: inboxTable, overview: overviewTable, projectMembers: projectMembersTable, taskDetail: taskDetailTable, templates: templatesTable, workspace: workspaceTable,
}
const names = Object.keys(events).filter((name) => name !== 'batchApplied' && name !== 'taskPartMoved')

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
    // With the first every session ends. The second is read in the activity. Whom the third concerns is told by stream:revoked and team.closed; the others are told by the events after it or kept by stores of one page alone, tried with their features.
    expect(nowhere).toEqual(['organizationDeleted', 'memberPasswordReset', 'teamAccessChanged', 'taskMerged', 'notificationSettingsUpdated', 'letterSettingsUpdated', 'reminderSet', 'reminderDropped'])
  })
})
