// A team with one of everything, made through the API: what the tenant-swap matrix attacks, and what its attackers call their own.
import { makeInvitationToken } from '../../server/features/invitations/invitation-token.ts'
import { unsubscribeToken } from '../../server/features/letters/unsubscribe-token.ts'
import type { CustomField } from '../../shared/features/custom-fields.ts'
import { endpoints } from '../../shared/index.ts'
import { scopes } from '../../shared/permissions.ts'
import { inboxStream, organizationStream, teamStream } from '../../shared/streams.ts'
import { aBot, aMember, anAdmin, PASSWORD, type Person } from '../support/factories.ts'
import { call } from '../support/http.ts'
import { pngOf } from '../support/png.ts'
import { secretsOfTests, type World } from '../support/world.ts'

export type Company = Awaited<ReturnType<typeof furnish>>

/** A new organization with a furnished team. */
export async function aFurnishedCompany(world: World, marker: string) {
  return furnish(world, await anAdmin(world, 'Ada'), marker)
}

/** Gives the admin's organization a team with work in it; every text of it holds the marker, and `ids` every id. */
export async function furnish(world: World, admin: Person, marker: string) {
  const member = await aMember(world, admin, 'employee', [], 'Tove')
  const bot = await aBot(world, admin)
  const place = await aPlaceToWork(admin, member, marker)
  const work = await aTaskWithEverything(admin, place.project.id, marker)
  const notification = await aNotification(world, admin, member, work.task.id, marker)
  const people = await invitedAndSignedIn(world, admin, place.team.id, marker)
  await admin.do(endpoints.putPicture, { bytes: pngOf(2, 2) })
  const unsubscribe = unsubscribeToken({ organizationId: admin.organization.id, memberId: member.membership.id }, secretsOfTests().letters)
  const forgetful = await aMember(world, admin, 'employee', [], 'Fern')
  const passwordReset = await admin.do(endpoints.createPasswordReset, { params: { memberId: forgetful.membership.id } })
  const own = { admin, member, bot, marker, passwordReset, ...place, ...work, ...people, notification, unsubscribe }
  const company = { ...own, ...await streamsOf(own), cursors: await cursorsOf(own), spareTasks: await spareTasks(own) }
  return { ...company, spareTask: () => nextOf(company.spareTasks), spareComment: () => nextOf(company.spareComments), spareChecklist: () => nextOf(company.spareChecklists) }
}

async function aPlaceToWork(admin: Person, member: Person, marker: string) {
  const memberIds = [member.membership.id]
  const topDepartment = await admin.do(endpoints.createDepartment, { body: { name: 'Top' } })
  const department = await admin.do(endpoints.createDepartment, {
    body: { name: 'Inside', parentId: topDepartment.id, headId: admin.membership.id },
  })
  const team = await admin.do(endpoints.createTeam, { body: { name: `${marker} team`, memberIds, departmentId: department.id } })
  await admin.do(endpoints.updateTeam, { params: { teamId: team.id }, body: { description: `${marker} ${'ж'.repeat(7000)}` } })
  const goal = await admin.do(endpoints.createGoal, { params: { teamId: team.id }, body: { title: `${marker} goal`, objective: marker, target: 10 } })
  const aPost = () => admin.do(endpoints.createPost, { params: { teamId: team.id }, body: { body: `${marker} post` } })
  const [post] = [await aPost(), await aPost()]
  const postComment = await admin.do(endpoints.createPostComment, { params: { postId: post.id }, body: { body: `${marker} comment on a post` } })
  const emptyTeam = await admin.do(endpoints.createTeam, { body: { name: `${marker} empty team` } })
  const [project, deletedProject] = [await aProject(admin, team.id, marker), await aProject(admin, team.id, marker)]
  await aProject(admin, team.id, marker)
  await admin.do(endpoints.deleteProject, { params: { projectId: deletedProject.id } })
  const params = { projectId: project.id }
  await admin.do(endpoints.updateProject, { params, body: { health: 'at_risk', healthNote: marker } })
  const { statuses } = await admin.do(endpoints.readBoard, { params })
  const emptyStatus = await admin.do(endpoints.createStatus, { params, body: { name: `${marker} status`, category: 'todo' } })
  const label = await admin.do(endpoints.createLabel, { params, body: { name: `${marker} label` } })
  const taskTemplate = await admin.do(endpoints.createTaskTemplate, { params, body: { name: `${marker} template`, title: `${marker} task`, description: marker, labelIds: [label.id] } })
  const projectMember = await admin.do(endpoints.setProjectMember, { params: { ...params, memberId: member.membership.id }, body: { role: marker, hoursPerWeek: 8 } })
  const milestone = await admin.do(endpoints.createMilestone, { params, body: { name: `${marker} milestone` } })
  const customField = await admin.do(endpoints.createCustomField, { params, body: { name: `${marker} field`, kind: 'select', options: [{ name: `${marker} option` }, { name: `${marker} other option` }] } })
  const otherField = await admin.do(endpoints.createCustomField, { params, body: { name: `${marker} other field`, kind: 'text' } })
  const [fieldOption, otherOption] = customField.options as [CustomField['options'][0], CustomField['options'][0]]
  const aView = (isShared: boolean) => admin.do(endpoints.createView, { body: { projectId: project.id, name: `${marker} view`, filter: `title~${marker}`, isShared } })
  const [view, ownView] = [await aView(true), await aView(false)]
  return { topDepartment, department, goal, post, postComment, team, emptyTeam, project, deletedProject, statuses, emptyStatus, label, taskTemplate, projectMember, milestone, customField, otherField, fieldOption, otherOption, view, ownView }
}

const aProject = (admin: Person, teamId: string, marker: string) =>
  admin.do(endpoints.createProject, { body: { name: `${marker} project`, teamId, description: marker } })

async function aTaskWithEverything(admin: Person, projectId: string, marker: string) {
  const aTask = () => admin.do(endpoints.createTask, { body: { projectId, title: `${marker} task`, description: marker } })
  const [task, otherTask, deletedTask, untouchedTask] = [await aTask(), await aTask(), await aTask(), await aTask()]
  await admin.do(endpoints.deleteTask, { params: { taskId: deletedTask.id } })
  const params = { taskId: task.id }
  const aComment = () => admin.do(endpoints.createComment, { params, body: { body: `${marker} comment` } })
  const comment = await aComment()
  const spareComments: string[] = []
  for (let count = 0; count < 6; count += 1) spareComments.push((await aComment()).id)
  const aChecklist = () => admin.do(endpoints.createChecklist, { params, body: { title: `${marker} checklist` } })
  const checklist = await aChecklist()
  const spareChecklists: string[] = []
  for (let count = 0; count < 6; count += 1) spareChecklists.push((await aChecklist()).id)
  const anItem = () => admin.do(endpoints.createChecklistItem, { params: { checklistId: checklist.id }, body: { text: `${marker} item` } })
  const [item, otherItem] = [await anItem(), await anItem()]
  const attachment = await admin.do(endpoints.createAttachment, { params, body: { name: `${marker} link`, url: 'https://example.com' } })
  const file = await admin.do(endpoints.uploadFile, { params, query: { name: `${marker} file.txt` }, bytes: new TextEncoder().encode(marker) })
  const { items: [links] } = await admin.do(endpoints.listFileLinks, { params })
  const timeEntry = await admin.do(endpoints.createTimeEntry, { params, body: { minutes: 5, note: marker } })
  await admin.do(endpoints.createTimeEntry, { params, body: { minutes: 6, note: marker } })
  await admin.do(endpoints.startTimer, { body: { taskId: task.id, note: marker } })
  const aReminder = () => admin.do(endpoints.createReminder, { params, body: { remindAt: '2999-01-01T10:00:00Z' } })
  const [reminder] = [await aReminder(), await aReminder()]
  const link = await admin.do(endpoints.createTaskLink, { params, body: { kind: 'relates', otherTaskId: otherTask.id } })
  return { timeEntry, reminder, file, fileLink: links!.original.split('/').at(-1)!, task, otherTask, deletedTask, untouchedTask, link, comment, spareComments, checklist, spareChecklists, item, otherItem, attachment }
}

/** Two, of comments that name the admin. */
async function aNotification(world: World, admin: Person, member: Person, taskId: string, marker: string) {
  for (const word of ['first', 'second']) await member.do(endpoints.createComment, { params: { taskId }, body: { body: `@Ada ${marker} ${word}` } })
  await world.server.notifier.settle()
  const { items: [notification] } = await admin.do(endpoints.listNotifications)
  return notification!
}

async function invitedAndSignedIn(world: World, admin: Person, teamId: string, marker: string) {
  const invite = (name: string) =>
    admin.do(endpoints.createInvitation, { body: { email: `${marker}-${name}@example.com`.toLowerCase(), role: 'employee', teamIds: [teamId] } })
  const [invitation] = [await invite('first'), await invite('second')]
  const token = await admin.do(endpoints.createToken, { body: { name: `${marker} token`, scopes: [...scopes] } })
  await call(world.url, null, endpoints.login, { body: { email: admin.email, password: PASSWORD } })
  const { items } = await admin.do(endpoints.listSessions)
  const session = items.find(({ current }) => !current)!
  const forgedInvitation = () => makeInvitationToken(admin.organization.id, invitation.id).token
  return { invitation, token, session, forgedInvitation }
}

interface Placed { untouchedTask: { id: string }; admin: Person; member: Person; team: { id: string }; task: { id: string }; project: { id: string } }

async function streamsOf({ untouchedTask, admin, member, team, project }: Placed) {
  const stream = teamStream(team.id)
  const { items } = await admin.do(endpoints.listStreamEvents, { params: { stream }, query: { limit: 500 } })
  const madeEvent = items.find(({ type, data }) => type === 'task.created' && (data.task as { id: string }).id === untouchedTask.id)!
  const { epoch } = await admin.do(endpoints.readBoard, { params: { projectId: project.id } })
  const reference = /"\$text":"([^"]+)"/.exec(JSON.stringify(items))
  if (!reference) throw new Error('No event of the furnished team refers to a long text')
  return {
    madeEvent, stream, epoch, textId: reference[1]!, organizationStream: organizationStream(admin.organization.id),
    inbox: inboxStream(member.membership.id), adminInbox: inboxStream(admin.membership.id),
  }
}

/** A cursor for the second page of each list. */
async function cursorsOf({ admin, team, task, project }: Placed) {
  const query = { limit: 1 }
  const [ofTask, ofProject] = [{ params: { taskId: task.id }, query }, { params: { projectId: project.id }, query }]
  const pages = {
    listMembers: await admin.do(endpoints.listMembers, { query }), listInvitations: await admin.do(endpoints.listInvitations, { query }),
    listTokens: await admin.do(endpoints.listTokens, { query }),
    listDepartments: await admin.do(endpoints.listDepartments, { query }), listTeams: await admin.do(endpoints.listTeams, { query }), listProjects: await admin.do(endpoints.listProjects, { query }),
    listPosts: await admin.do(endpoints.listPosts, { params: { teamId: team.id }, query }),
    listTasks: await admin.do(endpoints.listTasks, { query }), listComments: await admin.do(endpoints.listComments, ofTask),
    listViews: await admin.do(endpoints.listViews, { query }),
    listTimeEntries: await admin.do(endpoints.listTimeEntries, { query }), listNotifications: await admin.do(endpoints.listNotifications, { query }),
    listReminders: await admin.do(endpoints.listReminders, { query }),
    listTeamActivity: await admin.do(endpoints.listTeamActivity, { params: { teamId: team.id }, query }), listOrganizationActivity: await admin.do(endpoints.listOrganizationActivity, { query }),
    listMemberActivity: await admin.do(endpoints.listMemberActivity, { params: { memberId: admin.membership.id }, query }),
    listTaskActivity: await admin.do(endpoints.listTaskActivity, ofTask), listProjectActivity: await admin.do(endpoints.listProjectActivity, ofProject), listProjectHistory: await admin.do(endpoints.listProjectHistory, ofProject),
  }
  return Object.fromEntries(Object.entries(pages).map(([name, { nextCursor }]) => {
    if (nextCursor === null) throw new Error(`${name} has one page only`)
    return [name, nextCursor]
  })) as Record<keyof typeof pages, string>
}

/** Ids of tasks that are used once each, where a client may choose the id. */
async function spareTasks({ admin, project }: Placed) {
  const operations = Array.from({ length: 24 }, (_, index) => ({ op: 'create' as const, projectId: project.id, title: `Spare ${index}` }))
  const { results } = await admin.do(endpoints.bulkTasks, { body: { mode: 'atomic', operations } })
  return results.map(({ taskId }) => taskId!)
}

function nextOf(spare: string[]): string {
  const next = spare.pop()
  if (!next) throw new Error('The victim needs more spare rows')
  return next
}

/** Every id that belongs to the company's team, and for `whole` also those that all of the organization may know. */
export function idsOf(company: Company, { whole }: { whole: boolean }): string[] {
  const { team, emptyTeam, project, deletedProject, statuses, emptyStatus, label, taskTemplate, milestone, view, ownView, task, otherTask, deletedTask, comment, checklist, item } = company
  const { topDepartment, department, otherItem, attachment, file, timeEntry, notification, reminder, invitation, token, session, textId, admin, member, bot } = company
  const { goal, post, postComment, customField, otherField, fieldOption, otherOption } = company
  const bound = [goal, post, postComment, team, emptyTeam, project, deletedProject, ...statuses, emptyStatus, label, taskTemplate, milestone, customField, otherField, fieldOption, otherOption, view, ownView, task, otherTask, deletedTask, comment, checklist, item,
    otherItem, attachment, file, timeEntry, notification, reminder, invitation, token, session].map(({ id }) => id)
  const known = [admin.organization.id, admin.membership.id, member.membership.id, bot.membership.id, topDepartment.id, department.id]
  return [...bound, textId, ...company.spareTasks, ...company.spareComments, ...company.spareChecklists, ...(whole ? known : [])]
}
