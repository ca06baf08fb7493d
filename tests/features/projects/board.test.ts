// The board's snapshot: it says of each task what the task itself says, and its tag names its state.
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { anAdmin, aProject, aTask, aTeam } from '../../support/factories.ts'
import { backends, useWorld } from '../../support/world.ts'
import { aLabel, aWiderCompany } from '../tasks/company.ts'

const { readBoard, updateTask } = endpoints
interface Answer { headers: Record<string, { schema: { pattern: string; maxLength: number } }> }
interface Document { paths: Record<string, Record<string, { responses: Record<string, Answer> }>> }

describe.each(backends)('a board on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  beforeAll(async () => {
    company = await aWiderCompany(world)
  })
  const params = () => ({ projectId: company.project.id })
  const held = (tag: string | null) => ({ params: params(), headers: { 'If-None-Match': tag ?? '' } })

  it('tells all of each task but its description, whatever was written into it', async () => {
    const { manager, employee, project, statuses } = company
    const title = 'Quotes " and \\ and \\n, a tab\tand a line\nbreak, \u2028 \u0001 </script> %s $1 né 😀'
    const labels = [await aLabel(manager, project.id, 'Late "one"'), await aLabel(manager, project.id, 'Early')]
    const full = await manager.do(endpoints.createTask, { body: {
      projectId: project.id, title, description: 'Not on the board', statusId: statuses[2]!.id, priority: 'urgent', progress: 40,
      assigneeIds: [manager.membership.id, employee.membership.id], labelIds: labels.map(({ id }) => id),
      startAt: '0001-01-01T00:00:00.000Z', dueAt: '9999-12-31T23:59:59.990Z',
    } })
    await manager.do(endpoints.createComment, { params: { taskId: full.id }, body: { body: 'Counted' } })
    for (let number = 0; number < 5; number += 1) await aTask(manager, project.id)
    const gone = await aTask(manager, project.id)
    await manager.do(endpoints.archiveTask, { params: { taskId: gone.id }, body: { archived: true } })
    const { tasks } = await employee.do(readBoard, { params: params() })
    expect(tasks.length).toBe(6)
    for (const shown of tasks) {
      const { description: _, ...task } = await employee.do(endpoints.readTask, { params: { taskId: shown.id } })
      expect(shown).toEqual(task)
    }
    expect(tasks.find(({ id }) => id === full.id)).toMatchObject({ title, commentCount: 1, assigneeIds: [manager.membership.id, employee.membership.id].sort() })
    const places = tasks.map(({ statusId, rank }) => `${statusId} ${rank}`)
    expect(places).toEqual(places.toSorted())
    expect(endpoints.readBoard.response.safeParse(await employee.do(readBoard, { params: params() })).success).toBe(true)
  })

  it('without tasks has an empty list of them', async () => {
    const admin = await anAdmin(world)
    const project = await aProject(admin, (await aTeam(admin)).id)
    expect((await admin.do(readBoard, { params: { projectId: project.id } })).tasks).toEqual([])
  })

  it('is not sent again to who holds its present state, and is after a change of a task or of a member', async () => {
    const { admin, manager, employee, project } = company
    const task = await aTask(manager, project.id)
    const changes = [
      () => manager.do(updateTask, { params: { taskId: task.id }, body: { title: 'Changed' } }),
      () => admin.do(endpoints.updateMember, { params: { memberId: manager.membership.id }, body: { role: 'admin' } }),
    ]
    for (const change of changes) {
      const tag = (await employee.call(readBoard, { params: params() })).headers.get('etag')
      const same = await employee.call(readBoard, held(tag))
      expect([same.status, same.data, same.headers.get('etag')]).toEqual([304, undefined, tag])
      await change()
      const changed = await employee.call(readBoard, held(tag))
      expect([changed.status, changed.data.tasks.some(({ id }) => id === task.id)]).toEqual([200, true])
      expect(changed.headers.get('etag')).not.toBe(tag)
    }
  })

  it('has the same tag for all who may read it, and tells others nothing by it', async () => {
    const { manager, employee, stranger, foreigner } = company
    const tag = (await manager.call(readBoard, { params: params() })).headers.get('etag')
    const document = await (await fetch(`${world.url}/api/openapi.json`)).json() as Document
    const { schema } = document.paths[readBoard.path]!.get!.responses[200]!.headers.ETag!
    expect(tag).toMatch(new RegExp(schema.pattern))
    expect(tag!.length).toBeLessThanOrEqual(schema.maxLength)
    expect((await employee.call(readBoard, held(tag))).status).toBe(304)
    for (const other of [stranger, foreigner]) {
      const answer = await other.call(readBoard, held(tag))
      expect([answer.status, answer.problem.code, answer.headers.get('etag')]).toEqual([404, 'not_found', null])
    }
  })
})
