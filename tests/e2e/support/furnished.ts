// What the walks over all screens look at: a company in which every screen has something to show.
import type { FieldKind } from '../../../shared/features/custom-fields.ts'
import { hues } from '../../../shared/features/labels.ts'
import { endpoints } from '../../../shared/index.ts'
import type { aCompany } from '../../support/factories.ts'
import type { Place } from './screens.ts'

export type Company = Awaited<ReturnType<typeof aCompany>>

const boardFile = new URL('../../features/imports/samples/modern.json', import.meta.url).pathname

/** A board with everything that can be drawn of a task, and an invitation that is open. */
export async function furnish(company: Company): Promise<Place> {
  const { admin, manager, project, employee, statuses, team } = company
  const inTeam = { params: { teamId: team.id } }
  const post = await admin.do(endpoints.createPost, { ...inTeam, body: { body: 'We ship on **Friday**\n\n- noon\n- at the gate' } })
  await admin.do(endpoints.createPostComment, { params: { postId: post.id }, body: { body: 'Good' } })
  await admin.do(endpoints.createGoal, { ...inTeam, body: { title: 'Reply within a day', measure: 'Median time of an answer', unit: 'h', start: 30, current: 26, target: 24, dueOn: '2026-01-31' } })
  await admin.do(endpoints.updateTeamMember, { params: { teamId: team.id, memberId: employee.membership.id }, body: { title: 'Test lead', responsibilities: 'All that **breaks**' } })
  const department = await admin.do(endpoints.createDepartment, { body: { name: 'Sales and everything that comes with selling', headId: manager.membership.id } })
  const inside = await admin.do(endpoints.createDepartment, { body: { name: 'North', description: 'Cold calls', parentId: department.id } })
  await admin.do(endpoints.updateTeam, { params: { teamId: team.id }, body: { departmentId: inside.id } })
  // Where a project can go: to a team in which not everybody is.
  await admin.do(endpoints.createTeam, { body: { name: 'Harbour', memberIds: [] } })
  const shelf = await Promise.all(['Blueprint', 'Over'].map((name) => admin.do(endpoints.createProject, { body: { name, teamId: team.id, isTemplate: name === 'Blueprint' } })))
  await admin.do(endpoints.archiveProject, { params: { projectId: shelf[1]!.id }, body: { archived: true } })
  const labels = await Promise.all(hues.map((color) => admin.do(endpoints.createLabel, {
    params: { projectId: project.id }, body: { name: `${color} label`, color },
  })))
  const add = (name: string, kind: FieldKind, options: string[] = []) => admin.do(endpoints.createCustomField, {
    params: { projectId: project.id }, body: { name, kind, options: options.map((option, index) => ({ name: option, color: hues[index]! })) },
  })
  const [stage, places, cost, reviewer, open, launch, design] = [await add('Stage', 'select', ['Alpha', 'Beta']), await add('Places where it is tried', 'multi_select', [...hues]),
    await add('Cost', 'number'), await add('Reviewer', 'person'), await add('Public', 'checkbox'), await add('Launch', 'date'), await add('Design', 'url')]
  const customFields = {
    [stage.id]: stage.options[0]!.id, [places.id]: places.options.map(({ id }) => id), [cost.id]: 1250.5, [reviewer.id]: employee.membership.id, [open.id]: true,
    [launch.id]: '2026-12-01', [design.id]: `https://example.com/${'a-long-way/'.repeat(10)}`,
  }
  const create = (title: string, days: number, index: number) => admin.do(endpoints.createTask, {
    body: {
      projectId: project.id, title, assigneeIds: [manager.membership.id, employee.membership.id],
      labelIds: labels.slice(index * 3, index * 3 + 3).map(({ id }) => id), priority: (['urgent', 'high', 'medium', 'low'] as const)[index]!,
      customFields: index === 0 ? customFields : {},
      statusId: statuses[index % statuses.length]!.id, dueAt: new Date(Date.now() + days * 86_400_000).toISOString(),
      description: '# Heading\n\n`code`, [link](https://example.com), ![picture](https://example.com/picture.png)\n\n- [ ] box\n\n| a | b |\n|---|---|\n| 1 | 2 |',
    },
  })
  const [task] = await Promise.all([
    create('Late, with a title that is long enough to need more than one line on the face of a card', -3, 0),
    create('Soon', 1, 1), create('Later', 20, 2), create('Low', 40, 3),
  ])
  const params = { taskId: task!.id }
  await admin.do(endpoints.createComment, { params, body: { body: 'Looks good, `really`' } })
  const list = await admin.do(endpoints.createChecklist, { params, body: { title: 'Steps' } })
  for (const text of ['One', 'Two']) {
    await admin.do(endpoints.createChecklistItem, { params: { checklistId: list.id }, body: { text } })
  }
  await admin.do(endpoints.createAttachment, { params, body: { url: 'https://example.com/plan' } })
  const { url } = await admin.do(endpoints.createInvitation, { body: { email: 'new@example.com', role: 'employee', teamIds: [] } })
  return { projectId: project.id, teamId: team.id, taskKey: task!.key, invitation: new URL(url).pathname, boardFile }
}
