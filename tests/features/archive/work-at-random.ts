// An organization whose work nobody thought out: many of everything, linked, valued and moved about as a seed says.
import { endpoints } from '../../../shared/index.ts'
import type { CustomField } from '../../../shared/features/custom-fields.ts'
import { priorities } from '../../../shared/features/priority.ts'
import { aMember, type Person } from '../../support/factories.ts'
import type { World } from '../../support/world.ts'

/** Numbers below one, the same for the same seed (mulberry32). */
function diceOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export async function workAtRandom(world: World, admin: Person, seed: number): Promise<void> {
  const roll = diceOf(seed)
  const below = (count: number) => Math.floor(roll() * count)
  const oneOf = <T>(list: readonly T[]): T => list[below(list.length)]!
  const some = <T>(list: readonly T[]): T[] => list.filter(() => roll() < 0.4)
  const words = () => Array.from({ length: 1 + below(5) }, () => oneOf(['größer', 'Zelt', '"so"', 'a\\b', '🦊', 'line\nbreak', '@tasks:1@', 'ordinary']).replace('\n', ' ')).join(' ')

  const parent = await admin.do(endpoints.createDepartment, { body: { name: words() } })
  const older = await admin.do(endpoints.createDepartment, { body: { name: words() } })
  // One that is older than what it is part of.
  await admin.do(endpoints.updateDepartment, { params: { departmentId: parent.id }, body: { parentId: older.id } })
  const manager = await aMember(world, admin, 'manager')
  const member = await aMember(world, admin, 'employee')
  await admin.do(endpoints.setWorkingHours, { params: { memberId: member.membership.id }, body: { hoursPerWeek: 32.5 } })
  const people = [admin, manager, member].map(({ membership }) => membership.id)
  const everywhere = await admin.do(endpoints.createOrganizationLabel, { body: { name: 'Everywhere' } })
  const tasks: string[] = []
  const projects: string[] = []
  for (let count = 0; count < 3; count += 1) {
    const team = await admin.do(endpoints.createTeam, { body: { name: words(), memberIds: people, departmentId: oneOf([parent.id, older.id, null]), managerId: oneOf([admin, manager]).membership.id } })
    await admin.do(endpoints.updateTeamMember, { params: { teamId: team.id, memberId: member.membership.id }, body: { title: words() } })
    for (let posts = below(3); posts >= 0; posts -= 1) {
      const post = await member.do(endpoints.createPost, { params: { teamId: team.id }, body: { body: words() } })
      await manager.do(endpoints.createPostComment, { params: { postId: post.id }, body: { body: words() } })
    }
    await admin.do(endpoints.createGoal, { params: { teamId: team.id }, body: { title: words(), target: roll() * 100, dueOn: '2027-02-28' } })
    tasks.push(...await aProject(team.id))
  }
  for (const projectId of projects) await admin.call(endpoints.transferTasks, { body: { taskIds: [oneOf(tasks), oneOf(tasks)], projectId } })
  for (let count = 0; count < 15; count += 1) {
    await admin.call(endpoints.createTaskLink, { params: { taskId: oneOf(tasks) }, body: { kind: oneOf(['blocks', 'relates', 'duplicates'] as const), otherTaskId: oneOf(tasks) } })
  }

  async function aProject(teamId: string): Promise<string[]> {
    const project = await admin.do(endpoints.createProject, { body: { name: words(), teamId, description: words(), managerId: oneOf(people) } })
    projects.push(project.id)
    const params = { projectId: project.id }
    const { statuses } = await admin.do(endpoints.readBoard, { params })
    await admin.do(endpoints.updateStatus, { params: { statusId: statuses[0]!.id }, body: { nextStatusIds: statuses.slice(0, 2).map(({ id }) => id), limit: null } })
    const labels = [await admin.do(endpoints.createLabel, { params, body: { name: 'One' } }), await admin.do(endpoints.createLabel, { params, body: { name: words() } }), everywhere]
    await admin.do(endpoints.createMilestone, { params, body: { name: words(), dueOn: '2027-01-01' } })
    for (const memberId of some(people)) await admin.do(endpoints.setProjectMember, { params: { ...params, memberId }, body: { role: words(), hoursPerWeek: below(160) / 4, startOn: oneOf(['2026-11-02', null]) } })
    await admin.do(endpoints.starProject, { params })
    const options = [{ name: 'first' }, { name: 'second' }, { name: 'third' }]
    const fields: CustomField[] = []
    for (const kind of ['text', 'number', 'date', 'select', 'multi_select', 'person', 'checkbox', 'url'] as const) {
      fields.push(await admin.do(endpoints.createCustomField, { params, body: { name: kind, kind, options: kind.endsWith('select') ? options : [] } }))
    }
    const made: string[] = []
    for (let count = 0; count < 12; count += 1) {
      const task = await admin.do(endpoints.createTask, {
        body: {
          ...params, title: words(), description: words(), statusId: statuses[below(2)]!.id, priority: oneOf(priorities), assigneeIds: some(people), labelIds: some(labels).map(({ id }) => id),
          parentId: made.length > 0 && roll() < 0.3 ? made[0]! : null, estimatePoints: below(10) / 2, dueAt: '2026-12-24T10:00:00.123Z',
          customFields: Object.fromEntries(some(fields).map((field) => [field.id, valueFor(field)])),
        },
      })
      made.push(task.id)
      await partsOf(task.id)
    }
    await admin.do(endpoints.archiveTask, { params: { taskId: made.at(-1)! }, body: { archived: true } })
    await admin.do(endpoints.deleteTask, { params: { taskId: made.at(-2)! } })
    await admin.do(endpoints.createTaskTemplate, { params, body: {
      name: words(), title: words(), description: words(), assigneeIds: some(people), labelIds: some(labels).map(({ id }) => id), checklists: [{ title: words(), items: [words()] }],
      subtasks: [{ title: words(), assigneeIds: some(people), estimateMinutes: below(90) }], nextNumber: 1 + below(9),
      customFields: Object.fromEntries(some(fields).map((field) => [field.id, valueFor(field)])),
    } })
    const [select] = fields.filter(({ kind }) => kind === 'select')
    await member.do(endpoints.createView, {
      body: { projectId: project.id, name: words(), filter: `label=${labels[0]!.id} and assignee=${people[0]!}`, sort: `field.${select!.id}`, group: `field.${select!.id}`, lanes: `field.${select!.id}`, columns: ['key', `field.${select!.id}`], isShared: roll() < 0.5 },
    })
    return made.slice(0, -2)
  }

  async function partsOf(taskId: string): Promise<void> {
    const params = { taskId }
    for (let count = below(3); count > 0; count -= 1) await oneOf([admin, manager]).do(endpoints.createComment, { params, body: { body: words() } })
    if (roll() < 0.5) {
      const { id: checklistId } = await admin.do(endpoints.createChecklist, { params, body: { title: words() } })
      for (let count = below(4); count > 0; count -= 1) await admin.do(endpoints.createChecklistItem, { params: { checklistId }, body: { text: words(), done: roll() < 0.5 } })
    }
    if (roll() < 0.3) await admin.do(endpoints.createAttachment, { params, body: { url: 'https://example.com/a?b=c' } })
    if (roll() < 0.3) await manager.call(endpoints.createTimeEntry, { params, body: { minutes: 1 + below(500), note: words() } })
  }

  function valueFor({ kind, options }: CustomField) {
    switch (kind) {
      case 'number': return below(1000) / 4
      case 'date': return '2027-03-04'
      case 'select': return oneOf(options).id
      case 'multi_select': return some(options).map(({ id }) => id)
      case 'person': return oneOf(people)
      case 'checkbox': return true
      case 'url': return 'https://example.com/'
      case 'text': return words()
    }
  }
}
