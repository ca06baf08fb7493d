// An event that nobody can be told of keeps nobody of its team from hearing of what comes after it.
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Notifier } from '../../../server/features/notifications/notifier.ts'
import { systemCaller } from '../../../server/kernel/transact.ts'
import { endpoints } from '../../../shared/index.ts'
import { teamStream, type StreamEvent } from '../../../shared/streams.ts'
import { aProject, aTeam } from '../../support/factories.ts'
import { eventsAfter } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { aWiderCompany } from '../tasks/company.ts'

/** As an error of another version could have written it. */
const broken = { type: 'task.updated', schema: 1, streams: ['team'], data: z.looseObject({}) } as const
const ATTEMPTS = 3

describe.each(backends)('an event that cannot be told, on %s', (backend) => {
  const lines: Record<string, unknown>[] = []
  const world = useWorld({ backend, log: { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) } })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  beforeAll(async () => {
    company = await aWiderCompany(world)
    await world.server.notifier.settle()
  })

  const assign = (title: string, projectId = company.project.id) =>
    company.manager.do(endpoints.createTask, { body: { projectId, title, assigneeIds: [company.employee.membership.id] } })
  const append = (data: object): Promise<unknown> => world.server.kernel.transact(systemCaller(company.admin.organization.id), async (work) => {
    work.append(teamStream(company.team.id), broken as never, data)
  })
  const titles = async () => (await company.employee.do(endpoints.listNotifications, { query: { limit: 200 } })).items.filter(({ kind }) => kind === 'assigned').map(({ title }) => title)
  const leftOut = () => lines.filter(({ msg }) => String(msg).includes('left out')).map(({ eventId, offset, stream }) => ({ id: eventId, offset, stream }))

  it('is left out after some attempts by whoever follows, named in the log, counted, and all others are told once', async () => {
    const { manager, project, team, employee: { membership } } = company
    const stream = teamStream(team.id)
    const elsewhere = await aTeam(manager, [membership.id])
    const otherProject = await aProject(manager, elsewhere.id)
    const task = await assign('Before')
    await append({ taskId: task.id, projectId: project.id })
    await assign('Between')
    // What else it asks for fails as well.
    await append({ taskId: ['none'], projectId: project.id, changes: { statusId: [null, 'none'] } })
    await assign('After')
    await assign('Elsewhere', otherProject.id)
    const poison = (await eventsAfter(manager, stream, 0)).filter(({ type }) => type === 'task.updated') as StreamEvent[]
    expect(poison).toHaveLength(2)

    const { notifier, kernel } = world.server
    await notifier.settle()
    expect(await titles(), 'another team does not wait').toEqual(['Elsewhere'])
    const otherNode = new Notifier(kernel, kernel.logger)
    for (let look = 0; look < 2 * ATTEMPTS + 2; look += 1) await Promise.all([notifier.settle(), otherNode.settle()])
    expect(await titles()).toEqual(expect.arrayContaining(['Before', 'Between', 'After', 'Elsewhere']))
    expect(await titles()).toHaveLength(4)
    expect(leftOut().sort((a, b) => Number(a.offset) - Number(b.offset))).toEqual(poison.map(({ id, offset }) => ({ id, offset, stream })))
    expect(JSON.stringify(lines.filter(({ msg }) => String(msg).includes('left out')))).not.toContain('Before')
    expect([notifier.metrics().leftOut + otherNode.metrics().leftOut, notifier.metrics().failing]).toEqual([2, 0])
    expect(await (await fetch(`${world.url}/metrics`)).text()).toMatch(new RegExp(`^lockstep_notifications_left_out ${notifier.metrics().leftOut}$`, 'm'))

    await assign('As ever')
    await notifier.settle()
    expect(await titles()).toContain('As ever')
  })
})
