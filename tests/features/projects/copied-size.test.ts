// A copy of as many tasks as one may have, and of one more.
import { expect, it } from 'vitest'
import { MOST_COPIED } from '../../../shared/features/projects.ts'
import { endpoints } from '../../../shared/index.ts'
import { MAX_EVENT_BYTES, teamStream } from '../../../shared/streams.ts'
import { aCompany, aTask } from '../../support/factories.ts'
import { eventsAfter } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'

const world = useWorld()
const { bulkTasks, copyProject, listProjects, readBoard, updateTask } = endpoints

it('takes 5,000 tasks in parts that fit one event each, and refuses one more without leaving anything', { timeout: 120_000 }, async () => {
  const { manager, project, team } = await aCompany(world)
  const operations = Array.from({ length: MOST_COPIED.tasks }, (_, index) => ({ op: 'create' as const, projectId: project.id, title: `Task ${index}` }))
  await manager.do(bulkTasks, { body: { mode: 'atomic', operations } })
  const { tasks } = await manager.do(readBoard, { params: { projectId: project.id } })
  const titled = (title: string, among = tasks) => among.find((task) => task.title === title)!
  // A parent that is numbered, and so would be written, after its child.
  await manager.do(updateTask, { params: { taskId: titled('Task 0').id }, body: { parentId: titled(`Task ${MOST_COPIED.tasks - 1}`).id } })
  const { offset } = await manager.do(readBoard, { params: { projectId: project.id } })
  const copied = await manager.do(copyProject, { params: { projectId: project.id }, body: { name: 'Copy' } })
  const copies = (await manager.do(readBoard, { params: { projectId: copied.id } })).tasks
  expect(copies.length).toBe(MOST_COPIED.tasks)
  expect(titled('Task 0', copies).parentId).toBe(titled(`Task ${MOST_COPIED.tasks - 1}`, copies).id)
  const events = await eventsAfter(manager, teamStream(team.id), offset)
  expect(events.every((event) => Buffer.byteLength(JSON.stringify(event.data)) <= MAX_EVENT_BYTES)).toBe(true)
  await aTask(manager, project.id)
  const { status, problem } = await manager.call(copyProject, { params: { projectId: project.id }, body: { name: 'Too many' } })
  expect([status, problem.code]).toEqual([409, 'conflict'])
  expect((await manager.do(listProjects, { query: {} })).items.map(({ name }) => name)).not.toContain('Too many')
})
