// Milestones of a project: adding, changing, reaching, deleting; who may, and how many (S77).
import { beforeAll, describe, expect, it } from 'vitest'
import { MOST_MILESTONES } from '../../../shared/features/milestones.ts'
import { endpoints } from '../../../shared/index.ts'
import { aProject } from '../../support/factories.ts'
import { verifyAction } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { aWiderCompany, nobodysId } from '../tasks/company.ts'
import { boardOf } from '../tasks/snapshots.ts'

const { createMilestone, updateMilestone, deleteMilestone, listMilestones, deleteProject } = endpoints

describe.each(backends)('milestones on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  beforeAll(async () => {
    company = await aWiderCompany(world)
  })
  const screens = (projectId: string) => ({ viewers: [company.admin, company.manager, company.employee], snapshots: [boardOf(projectId)] })
  const projectOf = async () => ({ projectId: (await aProject(company.manager, company.team.id)).id })
  const listed = async (params: { projectId: string }) => (await company.employee.do(listMilestones, { params })).items

  it('S77 are added, changed, reached, opened again and deleted, on every screen', async () => {
    const { manager } = company
    const params = await projectOf()
    const made = await verifyAction(screens(params.projectId), () => manager.do(createMilestone, { params, body: { name: 'First version', dueOn: '2027-02-01' } }))
    expect(made).toMatchObject({ name: 'First version', dueOn: '2027-02-01', doneAt: null, version: 1, ...params })
    const change = (body: object) => () => manager.do(updateMilestone, { params: { milestoneId: made.id }, body })
    expect(await verifyAction(screens(params.projectId), change({ name: 'Version 1', dueOn: null }))).toMatchObject({ name: 'Version 1', dueOn: null, version: 2 })
    const reached = await verifyAction(screens(params.projectId), change({ done: true }))
    expect(reached.doneAt).not.toBeNull()
    expect((await verifyAction({ ...screens(params.projectId), silent: true }, change({ done: true }))).doneAt).toBe(reached.doneAt)
    expect(await verifyAction(screens(params.projectId), change({ done: false }))).toMatchObject({ doneAt: null, version: 4 })
    await verifyAction(screens(params.projectId), () => manager.call(deleteMilestone, { params: { milestoneId: made.id } }))
    expect(await listed(params)).toEqual([])
  })

  it('are listed with the next one first, those without a day last', async () => {
    const params = await projectOf()
    for (const [name, dueOn] of [['C', null], ['B', '2027-05-01'], ['A', '2026-12-24']] as const) {
      await company.manager.do(createMilestone, { params, body: { name, dueOn } })
    }
    expect((await listed(params)).map(({ name }) => name)).toEqual(['A', 'B', 'C'])
  })

  it('are changed by who may change the project; hidden ones are not there', async () => {
    const { manager, employee, stranger, foreigner } = company
    const params = await projectOf()
    const { id: milestoneId } = await manager.do(createMilestone, { params, body: { name: 'Ours' } })
    for (const [person, status] of [[employee, 403], [stranger, 404], [foreigner, 404]] as const) {
      const answers = await Promise.all([
        person.call(createMilestone, { params, body: { name: 'Mine' } }), person.call(updateMilestone, { params: { milestoneId }, body: { done: true } }),
        person.call(deleteMilestone, { params: { milestoneId } }),
      ])
      expect(answers.map((answer) => answer.status)).toEqual([status, status, status])
    }
    expect((await stranger.call(listMilestones, { params })).status).toBe(404)
    expect((await manager.call(updateMilestone, { params: { milestoneId: nobodysId() }, body: { done: true } })).status).toBe(404)
    await manager.do(deleteProject, { params })
    expect((await manager.call(updateMilestone, { params: { milestoneId }, body: { done: true } })).status).toBe(404)
  })

  it('names what is wrong', async () => {
    const params = await projectOf()
    for (const [body, pointer] of [[{ name: ' ' }, '/name'], [{ name: 'A', dueOn: '2027-02-30' }, '/dueOn'], [{ name: 'A', done: true }, '/done']] as const) {
      const answer = await company.manager.call(createMilestone, { params, raw: JSON.stringify(body) })
      expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, pointer])
    }
  })

  it('are a hundred at most, also when they are added at once', async () => {
    const params = await projectOf()
    for (let count = 0; count < MOST_MILESTONES - 1; count += 1) await company.manager.do(createMilestone, { params, body: { name: `M${count}` } })
    const answers = await Promise.all([1, 2, 3].map((count) => company.manager.call(createMilestone, { params, body: { name: `Last ${count}` } })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    expect(await listed(params)).toHaveLength(MOST_MILESTONES)
  })
})
