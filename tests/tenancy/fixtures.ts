// How each operation is called: for a furnished company, requests that its admin may make, with every place of an id filled.
// A new endpoint fails the matrix until it has its line here.
import { PASSWORD } from '../support/factories.ts'
import { pngOf } from '../support/png.ts'
import type { Company } from './company.ts'
import type { Sent } from './places.ts'

type Fixture = (company: Company) => Sent | Sent[]

const none: Fixture = () => ({})
const ofTeam: Fixture = ({ team }) => ({ params: { teamId: team.id } })
const ofProject: Fixture = ({ project }) => ({ params: { projectId: project.id } })
const ofTask: Fixture = ({ task }) => ({ params: { taskId: task.id } })
const ofMember: Fixture = ({ member }) => ({ params: { memberId: member.membership.id } })

const account: Record<string, Fixture> = {
  register: () => ({ body: { email: `${crypto.randomUUID()}@example.com`, password: PASSWORD, name: 'New', organizationName: 'New' } }),
  login: ({ admin }) => ({ body: { email: admin.email, password: PASSWORD, organizationId: admin.organization.id } }),
  refresh: ({ admin }) => ({ body: { refresh: admin.refresh } }),
  verify: ({ admin }) => ({ body: { token: admin.token } }),
  logout: ({ admin }) => ({ body: { refresh: admin.refresh } }),
  acceptInvitation: ({ invitation }) => ({ body: { token: invitation.token, name: 'New', password: PASSWORD } }),
  previewInvitation: ({ invitation }) => ({ body: { token: invitation.token } }),
  requestPasswordReset: ({ admin }) => ({ body: { email: admin.email } }),
  previewPasswordReset: ({ passwordReset }) => ({ body: { token: passwordReset.token } }),
  resetPassword: ({ passwordReset }) => ({ body: { token: passwordReset.token, password: `${PASSWORD} too` } }),
  changePassword: () => ({ body: { currentPassword: PASSWORD, newPassword: `${PASSWORD} too` } }),
  switchOrganization: ({ admin }) => ({ body: { organizationId: admin.organization.id } }),
  readProfile: none,
  replaceProfile: () => ({ body: { name: 'Renamed', phone: null, dateOfBirth: null, timezone: 'UTC' } }),
  updateProfile: () => ({ body: { name: 'Renamed' } }),
  putPicture: () => ({ bytes: pngOf(2, 2) }), deletePicture: none,
  listSessions: none, exportOwnData: none,
  endSession: ({ session }) => ({ params: { sessionId: session.id } }),
}

const organization: Record<string, Fixture> = {
  readOrganization: none, readOverview: none, readStorage: none, exportArchive: none, readArchivedFiles: none,
  deleteAccount: ({ admin }) => ({ body: { password: PASSWORD, email: admin.email } }), eraseMember: ofMember,
  deleteOrganization: ({ admin }) => ({ body: { password: PASSWORD, name: admin.organization.name } }),
  updateOrganization: () => ({ body: { accent: 'teal' } }),
  listMembers: ({ cursors }) => ({ query: { cursor: cursors.listMembers } }),
  readMember: ofMember,
  listMemberActivity: ({ admin, cursors }) => ({ params: { memberId: admin.membership.id }, query: { cursor: cursors.listMemberActivity } }),
  listOrganizationActivity: ({ admin, cursors }) => ({ query: { memberId: admin.membership.id, cursor: cursors.listOrganizationActivity } }),
  readMemberPicture: ({ admin }) => ({ params: { memberId: admin.membership.id } }),
  updateMember: (company) => ({ ...ofMember(company), body: { role: 'manager' } }),
  createPasswordReset: ofMember,
  setWorkingHours: (company) => ({ ...ofMember(company), body: { hoursPerWeek: 30 } }),
  createBot: ({ team }) => ({ body: { name: 'Bot', role: 'employee', teamIds: [team.id] } }),
  listInvitations: ({ cursors }) => ({ query: { cursor: cursors.listInvitations } }),
  createInvitation: ({ team }) => ({ body: { email: `${crypto.randomUUID()}@example.com`, role: 'employee', teamIds: [team.id] } }),
  revokeInvitation: ({ invitation }) => ({ params: { invitationId: invitation.id } }),
  listTokens: ({ cursors }) => ({ query: { cursor: cursors.listTokens } }),
  createToken: ({ bot }) => ({ body: { name: 'Token', scopes: ['tasks:read'], membershipId: bot.membership.id } }),
  revokeToken: ({ token }) => ({ params: { tokenId: token.id } }),
}

const departments: Record<string, Fixture> = {
  listDepartments: ({ cursors }) => ({ query: { cursor: cursors.listDepartments } }),
  createDepartment: ({ department, admin }) => ({ body: { name: 'Department', parentId: department.id, headId: admin.membership.id } }),
  readDepartment: ({ department }) => ({ params: { departmentId: department.id } }),
  updateDepartment: ({ department, topDepartment, admin }) =>
    ({ params: { departmentId: department.id }, body: { name: 'Renamed', parentId: topDepartment.id, headId: admin.membership.id } }),
  deleteDepartment: ({ department }) => ({ params: { departmentId: department.id } }),
  readOrganizationChart: ({ department, member }) => [{ query: { departmentId: department.id } }, { query: { memberId: member.membership.id } }],
}

const teams: Record<string, Fixture> = {
  listTeams: ({ department, cursors }) => [{ query: { departmentId: department.id } }, { query: { cursor: cursors.listTeams } }],
  createTeam: ({ admin, member, department }) => ({ body: { name: 'Team', managerId: admin.membership.id, memberIds: [member.membership.id], departmentId: department.id } }),
  readTeam: ofTeam,
  updateTeam: (company) => ({ ...ofTeam(company), body: { name: 'Renamed', managerId: company.admin.membership.id, departmentId: company.topDepartment.id } }),
  deleteTeam: ({ emptyTeam }) => ({ params: { teamId: emptyTeam.id } }),
  addTeamMember: ({ emptyTeam, member }) => ({ params: { teamId: emptyTeam.id, memberId: member.membership.id } }),
  removeTeamMember: ({ team, member }) => ({ params: { teamId: team.id, memberId: member.membership.id } }),
}

const workspaces: Record<string, Fixture> = {
  readWorkspace: ofTeam, listTeamMembers: ofTeam, listMemberPlaces: ofMember, listGoals: ofTeam,
  listTeamActivity: (company) => ({ ...ofTeam(company), query: { memberId: company.admin.membership.id, cursor: company.cursors.listTeamActivity } }),
  updateTeamMember: ({ emptyTeam, admin }) => ({ params: { teamId: emptyTeam.id, memberId: admin.membership.id }, body: { title: 'Lead' } }),
  createGoal: (company) => ({ ...ofTeam(company), body: { title: 'Goal', target: 10 } }),
  updateGoal: ({ goal }) => ({ params: { goalId: goal.id }, body: { title: 'Renamed' } }),
  reportGoal: ({ goal }) => ({ params: { goalId: goal.id }, body: { current: 3 } }),
  deleteGoal: ({ goal }) => ({ params: { goalId: goal.id } }),
  listPosts: (company) => ({ ...ofTeam(company), query: { cursor: company.cursors.listPosts } }),
  createPost: (company) => ({ ...ofTeam(company), body: { body: 'Post' } }),
  updatePost: ({ post }) => ({ params: { postId: post.id }, body: { body: 'Changed' } }),
  deletePost: ({ post }) => ({ params: { postId: post.id } }),
  createPostComment: ({ post }) => ({ params: { postId: post.id }, body: { body: 'Comment' } }),
  updatePostComment: ({ postComment }) => ({ params: { commentId: postComment.id }, body: { body: 'Changed' } }),
  deletePostComment: ({ postComment }) => ({ params: { commentId: postComment.id } }),
}

const projects: Record<string, Fixture> = {
  listProjects: ({ team, department, cursors }) => [{ query: { teamId: team.id } }, { query: { departmentId: department.id } }, { query: { cursor: cursors.listProjects } }],
  listProjectFigures: ({ team, department, cursors }) => [{ query: { teamId: team.id } }, { query: { departmentId: department.id } }, { query: { cursor: cursors.listProjects } }],
  createProject: ({ team, member }) => ({ body: { name: 'Project', teamId: team.id, managerId: member.membership.id } }),
  readProject: ofProject, readBoard: ofProject, readBoardDigest: ofProject, readStatistics: ofProject, readTrash: ofProject, deleteProject: ofProject,
  replaceProject: (company) => ({ ...ofProject(company), body: { name: 'New', description: '', status: 'active', priority: 'low', managerId: company.member.membership.id } }),
  updateProject: (company) => ({ ...ofProject(company), body: { name: 'New', managerId: company.member.membership.id } }),
  transferProject: (company) => ({ ...ofProject(company), body: { teamId: company.emptyTeam.id, dryRun: true } }),
  copyProject: (company) => ({ ...ofProject(company), body: { name: 'Copy', teamId: company.team.id, people: true } }),
  archiveProject: (company) => ({ ...ofProject(company), body: { archived: true } }),
  updateProjectStatus: (company) => ({ ...ofProject(company), body: { status: 'on_hold' } }),
  starProject: ({ project }) => ({ params: { projectId: project.id } }),
  unstarProject: ({ project }) => ({ params: { projectId: project.id } }),
  restoreProject: ({ deletedProject }) => ({ params: { projectId: deletedProject.id } }),
  createStatus: (company) => ({ ...ofProject(company), body: { name: 'Status', category: 'todo', afterStatusId: company.emptyStatus.id, nextStatusIds: [company.emptyStatus.id] } }),
  updateStatus: ({ emptyStatus, statuses }) => ({ params: { statusId: emptyStatus.id }, body: { color: 'red', afterStatusId: statuses[0]!.id, nextStatusIds: [statuses[0]!.id] } }),
  deleteStatus: ({ emptyStatus, statuses }) => ({ params: { statusId: emptyStatus.id }, query: { moveTo: statuses[0]!.id } }),
  listMilestones: ofProject,
  createMilestone: (company) => ({ ...ofProject(company), body: { name: 'Milestone' } }),
  updateMilestone: ({ milestone }) => ({ params: { milestoneId: milestone.id }, body: { done: true } }),
  deleteMilestone: ({ milestone }) => ({ params: { milestoneId: milestone.id } }),
  listProjectMembers: ofProject,
  setProjectMember: ({ project, admin }) => ({ params: { projectId: project.id, memberId: admin.membership.id }, body: { hoursPerWeek: 10 } }),
  removeProjectMember: ({ project, projectMember }) => ({ params: { projectId: project.id, memberId: projectMember.memberId } }),
  listCustomFields: ofProject,
  listStatuses: ofProject,
  createCustomField: (company) => ({ ...ofProject(company), body: { name: 'Field', kind: 'select', options: [{ name: 'Option' }] } }),
  updateCustomField: ({ customField, otherField }) => ({ params: { fieldId: customField.id }, body: { name: 'Renamed', afterFieldId: otherField.id } }),
  deleteCustomField: ({ customField }) => ({ params: { fieldId: customField.id }, query: { discardValues: 'true' } }),
  createFieldOption: ({ customField }) => ({ params: { fieldId: customField.id }, body: { name: 'Option' } }),
  updateFieldOption: ({ customField, fieldOption, otherOption }) => ({ params: { fieldId: customField.id, optionId: fieldOption.id }, body: { name: 'Renamed', afterOptionId: otherOption.id } }),
  deleteFieldOption: ({ customField, fieldOption }) => ({ params: { fieldId: customField.id, optionId: fieldOption.id }, query: { discardValues: 'true' } }),
  createLabel: (company) => ({ ...ofProject(company), body: { name: 'Label' } }),
  createOrganizationLabel: () => ({ body: { name: `Label ${crypto.randomUUID()}` } }),
  listTaskTemplates: ofProject, createTaskTemplate: (company) => ({ ...ofProject(company), body: { name: 'Template', title: 'Task', labelIds: [company.label.id], assigneeIds: [company.member.membership.id], subtasks: [{ title: 'Part', assigneeIds: [company.member.membership.id] }] } }),
  updateTaskTemplate: ({ taskTemplate, label, member }) => ({ params: { templateId: taskTemplate.id }, body: { labelIds: [label.id], assigneeIds: [member.membership.id], subtasks: [{ title: 'Part', assigneeIds: [member.membership.id] }] } }),
  // Each id that a client chooses in a request of its own: it is used up by the first attempt.
  createTaskFromTemplate: ({ taskTemplate, statuses, task, otherTask, label, member }) => [
    {
      params: { templateId: taskTemplate.id },
      body: { id: crypto.randomUUID(), statusId: statuses[0]!.id, afterTaskId: otherTask.id, parentId: task.id, assigneeIds: [member.membership.id], labelIds: [label.id] },
    },
    { params: { templateId: taskTemplate.id }, body: { subtaskIds: [crypto.randomUUID()] } },
  ],
  deleteTaskTemplate: ({ taskTemplate }) => ({ params: { templateId: taskTemplate.id } }),
  updateLabel: ({ label }) => ({ params: { labelId: label.id }, body: { name: 'Renamed' } }),
  deleteLabel: ({ label }) => ({ params: { labelId: label.id } }),
  listViews: ({ project, team, cursors }) => [{ query: { projectId: project.id } }, { query: { teamId: team.id } }, { query: { cursor: cursors.listViews } }],
  createView: ({ project, team }) => [{ body: { projectId: project.id, name: 'View', filter: 'open=true' } }, { body: { teamId: team.id, name: 'View', filter: 'open=true' } }],
  readView: ({ view, ownView }) => [view, ownView].map(({ id }) => ({ params: { viewId: id } })),
  updateView: ({ view, ownView }) => [view, ownView].map(({ id }) => ({ params: { viewId: id }, body: { name: 'Renamed' } })),
  deleteView: ({ view, ownView }) => [view, ownView].map(({ id }) => ({ params: { viewId: id } })),
  listProjectHistory: (company) => ({ ...ofProject(company), query: { cursor: company.cursors.listProjectHistory } }),
  listProjectActivity: (company) => ({ ...ofProject(company), query: { cursor: company.cursors.listProjectActivity } }),
  importTrello: (company) => ({ query: { teamId: company.team.id }, raw: board }),
  importCsv: (company) => ({ query: { teamId: company.team.id }, body: csvFile }),
  previewCsv: (company) => ({ query: { teamId: company.team.id }, body: csvFile }),
  importNdjson: (company) => ({ query: { teamId: company.team.id }, bytes: lines }),
  importIntoProject: (company) => ({ ...ofProject(company), bytes: lines }),
  previewNdjson: (company) => ({ query: { teamId: company.team.id }, bytes: lines }),
  importGithub: (company) => ({ query: { teamId: company.team.id }, raw: issues }),
  previewGithub: (company) => ({ query: { teamId: company.team.id }, raw: issues }),
  // Nothing of it is read: the organization is not empty.
  importArchive: () => ({ bytes: new TextEncoder().encode('none') }),
  previewTrello: (company) => ({ query: { teamId: company.team.id }, raw: board }),
}

const issues = JSON.stringify([{ number: 1, title: 'Issue', state: 'open' }])
const lines = new TextEncoder().encode('{"title":"Line"}\n')
const csvFile = { name: 'File', csv: 'Title\nRow', columns: ['title'] }
const board = JSON.stringify({ name: 'Board', lists: [{ id: 'list', name: 'List', pos: 1 }], cards: [{ id: 'card', idList: 'list', name: 'Card', pos: 1 }] })

const tasks: Record<string, Fixture> = {
  listTasks: ({ project, team, statuses, member, label, cursors }) => [
    { query: { projectId: project.id, teamId: team.id, statusId: statuses[0]!.id } }, { query: { assigneeId: member.membership.id } },
    { query: { createdById: member.membership.id } },
    { query: { labelId: label.id } }, { query: { cursor: cursors.listTasks } }, { query: { filter: `project=${project.id} or label in (${label.id}, none)` } },
  ],
  exportTasks: ({ project, team, label }) => [{ query: { projectId: project.id, teamId: team.id } }, { query: { format: 'ndjson', filter: `label=${label.id}` } }],
  readRecurrenceDates: () => ({ query: { rule: 'FREQ=DAILY', timezone: 'UTC', start: '2026-03-02T09:00' } }),
  createTask: (company) => ({ body: { ...newTask(company), id: crypto.randomUUID() } }),
  readTask: ofTask, readTaskDetail: ofTask, deleteTask: ofTask,
  updateTask: (company) => ({ ...ofTask(company), body: taskChanges(company) }),
  moveTask: (company) => ({ ...ofTask(company), body: newPlace(company) }),
  archiveTask: (company) => ({ ...ofTask(company), body: { archived: true } }),
  restoreTask: ({ deletedTask }) => ({ params: { taskId: deletedTask.id } }),
  transferTasks: ({ task, project, statuses }) => ({ body: { taskIds: [task.id], projectId: project.id, statusId: statuses[0]!.id } }),
  mergeTasks: ({ task, otherTask }) => ({ params: { taskId: otherTask.id }, body: { taskIds: [task.id], dryRun: true } }),
  bulkTasks: (company) => bulks(company).map((body) => ({ body })),
  listComments: (company) => ({ ...ofTask(company), query: { cursor: company.cursors.listComments } }),
  // Apart, since a file that came with a comment comes with no other.
  createComment: (company) => [
    { ...ofTask(company), body: { id: crypto.randomUUID(), body: 'Comment' } }, { ...ofTask(company), body: { body: 'Comment', fileIds: [company.file.id] } },
  ],
  updateComment: ({ comment }) => ({ params: { commentId: comment.id }, body: { body: 'Changed' } }),
  deleteComment: ({ comment }) => ({ params: { commentId: comment.id } }),
  createChecklist: (company) => ({ ...ofTask(company), body: { id: crypto.randomUUID(), title: 'Checklist' } }),
  updateChecklist: ({ checklist }) => ({ params: { checklistId: checklist.id }, body: { title: 'Renamed' } }),
  deleteChecklist: ({ checklist }) => ({ params: { checklistId: checklist.id } }),
  createChecklistItem: ({ checklist }) => ({ params: { checklistId: checklist.id }, body: { text: 'Item' } }),
  updateChecklistItem: ({ item, otherItem, checklist }) => [
    { params: { itemId: item.id }, body: { done: true, afterItemId: otherItem.id } }, { params: { itemId: item.id }, body: { checklistId: checklist.id } },
  ],
  turnItemIntoTask: ({ item }) => ({ params: { itemId: item.id }, body: {} }),
  deleteChecklistItem: ({ item }) => ({ params: { itemId: item.id } }),
  createAttachment: (company) => ({ ...ofTask(company), body: { url: 'https://example.com/other' } }),
  uploadFile: (company) => ({ ...ofTask(company), query: { name: 'file.txt' }, bytes: new TextEncoder().encode('text') }),
  readFile: ({ file }) => ({ params: { attachmentId: file.id } }), listFileLinks: ofTask,
  readTeamTrash: ofTeam, listProjectFiles: ofProject, listProjectFileLinks: ofProject, listTeamFiles: ofTeam, listTeamFileLinks: ofTeam,
  uploadProjectFile: (company) => ({ ...ofProject(company), query: { name: 'file.txt' }, bytes: new TextEncoder().encode('text') }),
  uploadTeamFile: (company) => ({ ...ofTeam(company), query: { name: 'file.txt' }, bytes: new TextEncoder().encode('text') }),
  openFileLink: ({ fileLink }) => ({ params: { link: fileLink } }),
  deleteAttachment: ({ attachment }) => ({ params: { attachmentId: attachment.id } }),
  createTaskLink: (company) => ({ ...ofTask(company), body: { kind: 'blocks', otherTaskId: company.otherTask.id } }),
  deleteTaskLink: ({ link }) => ({ params: { linkId: link.id } }),
  startTimer: ({ otherTask }) => ({ body: { taskId: otherTask.id } }), stopTimer: none,
  readNotificationSettings: none, replaceNotificationSettings: () => ({ body: { muted: ['status'] } }),
  readLetterSettings: none, replaceLetterSettings: () => ({ body: { send: 'never', hour: 8, language: 'de' } }),
  unsubscribe: ({ unsubscribe }) => ({ params: { token: unsubscribe } }),
  listReminders: ({ task, cursors }) => [{ query: { taskId: task.id } }, { query: { cursor: cursors.listReminders } }],
  createReminder: (company) => ({ ...ofTask(company), body: { remindAt: '2999-01-01T10:00:00Z' } }),
  watchTask: (company) => ofTask(company), unwatchTask: (company) => ofTask(company), readWatching: ofProject,
  deleteReminder: ({ reminder }) => ({ params: { reminderId: reminder.id } }),
  listNotifications: ({ cursors }) => ({ query: { cursor: cursors.listNotifications } }),
  markNotificationsRead: ({ notification, task }) => [{ body: { read: true, ids: [notification.id] } }, { body: { read: true, taskId: task.id } }],
  archiveNotifications: ({ notification, task }) => [{ body: { archived: true, ids: [notification.id] } }, { body: { archived: true, taskId: task.id } }],
  createTimeEntry: (company) => ({ ...ofTask(company), body: { minutes: 5 } }),
  updateTimeEntry: ({ timeEntry }) => ({ params: { entryId: timeEntry.id }, body: { minutes: 6 } }),
  approveTimeEntry: ({ timeEntry }) => ({ params: { entryId: timeEntry.id }, body: { approved: false } }),
  deleteTimeEntry: ({ timeEntry }) => ({ params: { entryId: timeEntry.id } }),
  listTimeEntries: ({ member, project, task, cursors }) => [
    { query: { memberId: member.membership.id, projectId: project.id, taskId: task.id } }, { query: { cursor: cursors.listTimeEntries } },
  ],
  readProjectTime: ofProject,
  listTaskActivity: (company) => ({ ...ofTask(company), query: { cursor: company.cursors.listTaskActivity } }),
  undo: ({ madeEvent, admin }) => [
    { body: { eventIds: [madeEvent.id], dryRun: true } }, { body: { correlationId: madeEvent.correlationId, dryRun: true } },
    { body: { actorId: admin.membership.id, since: new Date().toISOString(), dryRun: true } },
  ],
  readOrganizationReport: none, readOwnReport: none, readTeamReport: ofTeam, readProjectReport: ofProject, readMemberReport: ofMember,
  readDepartmentReport: ({ department }) => ({ params: { departmentId: department.id } }),
  readOrganizationWorkload: none, readOwnWorkload: none, readTeamWorkload: ofTeam, readDepartmentWorkload: ({ department }) => ({ params: { departmentId: department.id } }),
  search: ({ team, project }) => ({ query: { q: 'task', teamId: team.id, projectId: project.id } }),
}

const newTask = ({ project, statuses, task, otherTask, member, label }: Company) => ({
  projectId: project.id, title: 'Task', statusId: statuses[0]!.id, afterTaskId: otherTask.id, assigneeIds: [member.membership.id], labelIds: [label.id], parentId: task.id,
})
const taskChanges = ({ statuses, otherTask, member, label }: Company) =>
  ({ title: 'Changed', statusId: statuses[1]!.id, parentId: otherTask.id, assigneeIds: [member.membership.id], labelIds: [label.id] })
const newPlace = ({ statuses, otherTask }: Company) => ({ statusId: statuses[0]!.id, afterTaskId: otherTask.id })

/** Atomic ones are refused whole; independent ones do what they can, so each has one operation. */
const bulks = (company: Company) => {
  const [both, archived, deleted] = company.spareTasks as [string, string, string]
  const create = { op: 'create', ...newTask(company) }
  const onTask = (taskId: string) => [{ op: 'update', taskId, ...taskChanges(company) }, { op: 'move', taskId, ...newPlace(company) }]
  const archive = (taskId: string) => ({ op: 'archive', taskId, archived: true })
  const remove = (taskId: string) => ({ op: 'delete', taskId })
  return [
    { mode: 'atomic', operations: [{ ...create, id: crypto.randomUUID() }] },
    { mode: 'atomic', operations: [create, ...onTask(both), archive(both), remove(both)] },
    ...[create, ...onTask(company.task.id), archive(archived), remove(deleted), { op: 'restore', taskId: company.deletedTask.id }].map((operation) => ({ mode: 'independent', operations: [operation] })),
  ]
}

const streams: Record<string, Fixture> = {
  listStreamEvents: ({ stream, organizationStream, adminInbox }) => [stream, organizationStream, adminInbox].map((name) => ({ params: { stream: name } })),
  readStreamText: ({ stream, textId }) => ({ params: { stream, textId } }),
}

export const fixtures: Record<string, Fixture> = { ...account, ...organization, ...departments, ...teams, ...workspaces, ...projects, ...tasks, ...streams }

/** The requests of an operation. Throws when it has no fixture. */
export function requestsOf(id: string, company: Company): Sent[] {
  const fixture = fixtures[id]
  if (!fixture) throw new Error(`${id} has no line in tests/tenancy/fixtures.ts`)
  return [fixture(company)].flat()
}
