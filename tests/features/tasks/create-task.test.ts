// Creating tasks: defaults, place, references, rights, repetition.
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { aLabel, aWiderCompany, comparable, nobodysId, orderIn } from './company.ts'
import { boardOf } from './snapshots.ts'

const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
beforeAll(async () => {
  company = await aWiderCompany(world)
})
const { createTask, readTask, updateTeam, updateStatus } = endpoints

describe('createTask', () => {
  it('puts a task at the end of the first status with the next number', async () => {
    const { admin, manager, employee, project, statuses } = company
    const first = await manager.do(createTask, { body: { projectId: project.id, title: ' First ' } })
    const second = await verifyAction({ viewers: [admin, manager, employee], snapshots: [boardOf(project.id)] }, () =>
      employee.do(createTask, { body: { projectId: project.id, title: 'Second' } }),
    )
    expect(first).toMatchObject({
      title: 'First',
      statusId: statuses[0]!.id,
      key: `${project.key}-${first.number}`,
      priority: 'none',
      version: 1,
    })
    expect(second).toMatchObject({
      number: first.number + 1,
      createdById: employee.membership.id,
      assigneeIds: [],
      description: '',
    })
    expect(second.rank > first.rank).toBe(true)
    expect(await manager.do(readTask, { params: { taskId: second.id } })).toEqual(second)
  })

  it('S84 S86 S94 S96 takes an id, a status, a place, people and labels', async () => {
    const { manager, employee, project, statuses } = company
    const label = await aLabel(manager, project.id, 'Urgent stuff')
    const status = statuses[2]!
    const after = await manager.do(createTask, {
      body: { projectId: project.id, title: 'Anchor', statusId: status.id },
    })
    const last = await manager.do(createTask, { body: { projectId: project.id, title: 'Last', statusId: status.id } })
    const id = randomUUID()
    const people = [employee.membership.id, manager.membership.id]
    const answer = await verifyAction({ viewers: [manager], snapshots: [boardOf(project.id)] }, () =>
      manager.call(createTask, {
        body: {
          id,
          projectId: project.id,
          title: 'All',
          description: '# Words',
          statusId: status.id,
          afterTaskId: after.id,
          priority: 'high',
          assigneeIds: [...people, employee.membership.id],
          labelIds: [label.id],
          startAt: '2026-11-23T12:00:00+02:00',
          dueAt: '2026-12-01T00:00:00Z',
          progress: 30,
        },
      }),
    )
    expect(answer.status).toBe(201)
    expect(answer.headers.get('etag')).toBe('"1"')
    expect(answer.data).toMatchObject({
      id,
      description: '# Words',
      assigneeIds: people.toSorted(),
      labelIds: [label.id],
      startAt: '2026-11-23T10:00:00.000Z',
      dueAt: '2026-12-01T00:00:00.000Z',
      progress: 30,
    })
    expect(await orderIn(manager, project.id, status.id)).toEqual([after.id, id, last.id])
    const top = await manager.do(createTask, {
      body: { projectId: project.id, title: 'Top', statusId: status.id, afterTaskId: null },
    })
    expect((await orderIn(manager, project.id, status.id))[0]).toBe(top.id)
  })

  it('answers 409 for an id in use in this organization, and only in this one', async () => {
    const { manager, project, foreignTask } = company
    const id = randomUUID()
    await manager.do(createTask, { body: { id, projectId: project.id, title: 'Mine' } })
    const again = await manager.call(createTask, { body: { id, projectId: project.id, title: 'Mine too' } })
    expect([again.status, again.problem.code]).toEqual([409, 'conflict'])
    expect(
      (
        await manager.call(createTask, {
          body: { id: foreignTask.id, projectId: project.id, title: 'Same id elsewhere' },
        })
      ).status,
    ).toBe(201)
  })

  it('replaces a long description in its event by a reference', async () => {
    const { manager, project, team } = company
    const description = 'long '.repeat(3_000)
    const answer = await manager.call(createTask, { body: { projectId: project.id, title: 'Long', description } })
    expect(answer.data.description).toBe(description)
    const stream = `team:${team.id}` as const
    const { items } = await manager.do(endpoints.listStreamEvents, {
      params: { stream },
      query: { after: answer.offsets[stream]! - 1 },
    })
    const told = (items[0]!.data as { task: { description: { $text: string } } }).task.description
    expect(await manager.do(endpoints.readStreamText, { params: { stream, textId: told.$text } })).toEqual({
      text: description,
    })
  })
})

describe('createTask refuses', () => {
  it('what does not fit, with a pointer', async () => {
    const { manager, stranger, project, otherProject, otherTask, foreignTask, statuses } = company
    const label = await aLabel(stranger, otherProject.id, 'Theirs')
    const tries: [object, string][] = [
      [{ statusId: nobodysId() }, '/statusId'],
      [{ statusId: otherTask.statusId }, '/statusId'],
      [{ statusId: foreignTask.statusId }, '/statusId'],
      [{ assigneeIds: [manager.membership.id, stranger.membership.id] }, '/assigneeIds/1'],
      [{ assigneeIds: [nobodysId()] }, '/assigneeIds/0'],
      [{ labelIds: [label.id] }, '/labelIds/0'],
      [{ afterTaskId: nobodysId() }, '/afterTaskId'],
      [{ afterTaskId: otherTask.id }, '/afterTaskId'],
      [{ statusId: statuses[4]!.id, afterTaskId: otherTask.id }, '/afterTaskId'],
      [{ title: '   ' }, '/title'],
      [{ title: 'x'.repeat(501) }, '/title'],
      [{ progress: 101 }, '/progress'],
      [{ version: 7 }, '/version'],
      [{ description: 'a\0b' }, '/description'],
    ]
    for (const [wrong, pointer] of tries) {
      const answer = await manager.call(createTask, { body: { projectId: project.id, title: 'Wrong', ...wrong } })
      expect([answer.status, answer.problem.errors?.[0]?.pointer], JSON.stringify(wrong)).toEqual([422, pointer])
    }
  })

  it('an archived status', async () => {
    const { manager, project, statuses } = company
    await manager.do(updateStatus, { params: { statusId: statuses[3]!.id }, body: { archived: true } })
    const answer = await manager.call(createTask, {
      body: { projectId: project.id, title: 'Late', statusId: statuses[3]!.id },
    })
    expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, '/statusId'])
  })

  it('projects that one cannot see, as if they were none', async () => {
    const { employee, foreigner, project, otherProject } = company
    const none = await employee.call(createTask, { body: { projectId: nobodysId(), title: 'x' } })
    const hidden = await employee.call(createTask, { body: { projectId: otherProject.id, title: 'x' } })
    const foreign = await foreigner.call(createTask, { body: { projectId: project.id, title: 'x' } })
    expect(none.status).toBe(404)
    expect(comparable(hidden.problem)).toEqual(comparable(none.problem))
    expect(comparable(foreign.problem)).toEqual(comparable(none.problem))
  })

  it('employees where only managers create tasks, with 403', async () => {
    const { manager, employee, team, project } = company
    await manager.do(updateTeam, { params: { teamId: team.id }, body: { settings: { onlyManagersCreateTasks: true } } })
    expect((await employee.call(createTask, { body: { projectId: project.id, title: 'x' } })).status).toBe(403)
    expect((await manager.call(createTask, { body: { projectId: project.id, title: 'x' } })).status).toBe(201)
    await manager.do(updateTeam, {
      params: { teamId: team.id },
      body: { settings: { onlyManagersCreateTasks: false } },
    })
  })
})
