// A deleted team takes the links of its tasks with it, and other teams' boards and open tasks know (F19).
import { beforeAll, expect, describe, it } from 'vitest'
import { query } from '../../../server/kernel/database.ts'
import { systemCaller } from '../../../server/kernel/transact.ts'
import { endpoints } from '../../../shared/index.ts'
import { aProject, aTask, aTeam } from '../../support/factories.ts'
import { verifyAction } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { aWiderCompany } from '../tasks/company.ts'
import { boardOf, detailOf } from '../tasks/snapshots.ts'

const { createTaskLink, deleteTeam, deleteProject, deleteTask, restoreTask, readTaskDetail, restoreProject } = endpoints

describe.each(backends)('the links of a deleted team on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  beforeAll(async () => {
    company = await aWiderCompany(world)
  })

  it('are taken off the tasks of other teams, also of those in the trash, and counted no more', async () => {
    const { admin, stranger, otherProject } = company
    const team = await aTeam(admin)
    const [gone, trashed] = [await aProject(admin, team.id), await aProject(stranger, company.otherTeam.id)]
    const [blocker, blocked] = [await aTask(admin, gone.id), await aTask(admin, gone.id)]
    const [live, deleted] = [await aTask(stranger, otherProject.id), await aTask(stranger, otherProject.id)]
    const away = await aTask(stranger, trashed.id)
    const link = (taskId: string, kind: 'blocks' | 'relates', otherTaskId: string) => admin.do(createTaskLink, { params: { taskId }, body: { kind, otherTaskId } })
    for (const { id } of [live, deleted, away]) {
      await link(blocker.id, 'blocks', id)
      await link(id, 'blocks', blocked.id)
      await link(id, 'relates', blocker.id)
    }
    await stranger.do(deleteTask, { params: { taskId: deleted.id } })
    await stranger.do(deleteProject, { params: { projectId: trashed.id } })
    await admin.do(deleteProject, { params: { projectId: gone.id } })
    const screens = { viewers: [stranger], snapshots: [boardOf(otherProject.id), detailOf(live.id)] }
    await verifyAction(screens, () => admin.do(deleteTeam, { params: { teamId: team.id } }))
    await stranger.do(restoreTask, { params: { taskId: deleted.id } })
    await stranger.do(restoreProject, { params: { projectId: trashed.id } })
    for (const { id } of [live, deleted, away]) {
      const { task, links } = await stranger.do(readTaskDetail, { params: { taskId: id } })
      expect([task.openBlockers, links]).toEqual([0, []])
    }
    const rows = await world.server.kernel.read(systemCaller(admin.organization.id), ({ em }) =>
      query<{ blocks: number }>(em, 'select blocks_count as blocks from tasks where title = any($1::text[])', [[live, deleted, away].map(({ title }) => title)]))
    expect(rows.map(({ blocks }) => blocks)).toEqual([0, 0, 0])
  })
})
