// Two requests at the same time cannot close a ring that neither of them sees.
import { describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { aCompany, aTask } from '../../support/factories.ts'
import { backends, useWorld } from '../../support/world.ts'

const { createTaskLink, readTask } = endpoints

describe.each(backends)('at the same time, on %s', (backend) => {
  const world = useWorld({ backend })

  it('of three links that would be a ring together, two are made', async () => {
    const { manager, project } = await aCompany(world)
    for (let round = 0; round < 8; round += 1) {
      const tasks = await Promise.all([1, 2, 3].map(() => aTask(manager, project.id)))
      const answers = await Promise.all(tasks.map(({ id }, index) => manager.call(createTaskLink, {
        params: { taskId: id }, body: { kind: 'blocks', otherTaskId: tasks[(index + 1) % 3]!.id },
      })))
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409])
      const blocked = await Promise.all(tasks.map(({ id }) => manager.do(readTask, { params: { taskId: id } })))
      expect(blocked.map(({ openBlockers }) => openBlockers).sort()).toEqual([0, 1, 1])
    }
  })

  it('a blocked task counts right while many blockers come, go and are finished', async () => {
    const { manager, project, statuses } = await aCompany(world)
    const done = statuses.find(({ category }) => category === 'done')!.id
    const blocked = await aTask(manager, project.id)
    const blockers = await Promise.all(Array.from({ length: 12 }, () => aTask(manager, project.id)))
    await Promise.all(blockers.map(async ({ id }, index) => {
      const made = manager.do(createTaskLink, { params: { taskId: id }, body: { kind: 'blocks', otherTaskId: blocked.id } })
      const finished = index % 2 ? manager.do(endpoints.updateTask, { params: { taskId: id }, body: { statusId: done } }) : undefined
      await Promise.all([made, finished])
      if (index % 4 === 0) await manager.do(endpoints.deleteTaskLink, { params: { linkId: (await made).id } })
    }))
    expect((await manager.do(readTask, { params: { taskId: blocked.id } })).openBlockers).toBe(3)
  })
})
