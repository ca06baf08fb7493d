// The whole contract: every endpoint and every event.
import type { Endpoint } from './endpoint.ts'
import type { EventDescription } from './event.ts'
import { activityEndpoints } from './features/activity.ts'
import { archiveEndpoints } from './features/archive.ts'
import { attachmentEndpoints, attachmentEvents } from './features/attachments.ts'
import { authEndpoints, authEvents } from './features/auth.ts'
import { checklistEndpoints, checklistEvents } from './features/checklists.ts'
import { commentEndpoints, commentEvents } from './features/comments.ts'
import { customFieldEndpoints, customFieldEvents } from './features/custom-fields.ts'
import { departmentEndpoints, departmentEvents } from './features/departments.ts'
import { exportEndpoints } from './features/exports.ts'
import { goalEndpoints, goalEvents } from './features/goals.ts'
import { importEndpoints } from './features/imports.ts'
import { invitationEndpoints, invitationEvents } from './features/invitations.ts'
import { labelEndpoints, labelEvents } from './features/labels.ts'
import { letterEndpoints, letterEvents } from './features/letters.ts'
import { linkEndpoints, linkEvents } from './features/links.ts'
import { memberEndpoints, memberEvents } from './features/members.ts'
import { mergeEndpoints, mergeEvents } from './features/merges.ts'
import { milestoneEndpoints, milestoneEvents } from './features/milestones.ts'
import { notificationEndpoints, notificationEvents } from './features/notifications.ts'
import { organizationEndpoints, organizationEvents } from './features/organizations.ts'
import { passwordResetEndpoints, passwordResetEvents } from './features/password-resets.ts'
import { pictureEndpoints } from './features/pictures.ts'
import { placeFileEndpoints, placeFileEvents } from './features/place-files.ts'
import { privacyEndpoints } from './features/privacy.ts'
import { postEndpoints, postEvents } from './features/posts.ts'
import { projectMemberEndpoints, projectMemberEvents } from './features/project-members.ts'
import { projectFigureEndpoints } from './features/project-figures.ts'
import { projectEndpoints, projectEvents } from './features/projects.ts'
import { projectTransferEndpoints, projectTransferEvents } from './features/project-transfers.ts'
import { reminderEndpoints, reminderEvents } from './features/reminders.ts'
import { reportEndpoints } from './features/reports.ts'
import { searchEndpoints } from './features/search.ts'
import { batchEvents, streamEndpoints } from './features/streams.ts'
import { recurrenceEndpoints } from './features/recurrence.ts'
import { projectHistoryEndpoints } from './features/project-history.ts'
import { taskTemplateEndpoints, taskTemplateEvents } from './features/task-templates.ts'
import { taskEndpoints, taskEvents } from './features/tasks.ts'
import { teamEndpoints, teamEvents } from './features/teams.ts'
import { timeEndpoints, timeEvents } from './features/time.ts'
import { tokenEndpoints, tokenEvents } from './features/tokens.ts'
import { transferEndpoints, transferEvents } from './features/transfers.ts'
import { trashEndpoints, trashEvents } from './features/trash.ts'
import { undoEndpoints } from './features/undo.ts'
import { viewEndpoints, viewEvents } from './features/views.ts'
import { watcherEndpoints, watcherEvents } from './features/watchers.ts'
import { workflowEndpoints, workflowEvents } from './features/workflow.ts'
import { workloadEndpoints } from './features/workload.ts'
import { workspaceEndpoints } from './features/workspace.ts'

export const endpoints = {
  ...authEndpoints, ...passwordResetEndpoints, ...privacyEndpoints, ...organizationEndpoints, ...memberEndpoints, ...invitationEndpoints, ...departmentEndpoints, ...teamEndpoints, ...workspaceEndpoints, ...goalEndpoints, ...postEndpoints,
  ...projectEndpoints, ...projectTransferEndpoints, ...projectMemberEndpoints,
  ...projectFigureEndpoints, ...projectHistoryEndpoints, ...workflowEndpoints, ...milestoneEndpoints, ...customFieldEndpoints, ...labelEndpoints, ...exportEndpoints, ...taskEndpoints, ...transferEndpoints, ...mergeEndpoints, ...taskTemplateEndpoints, ...recurrenceEndpoints, ...linkEndpoints, ...watcherEndpoints, ...checklistEndpoints, ...commentEndpoints, ...placeFileEndpoints, ...attachmentEndpoints, ...timeEndpoints,
  ...activityEndpoints, ...undoEndpoints, ...trashEndpoints, ...importEndpoints, ...archiveEndpoints, ...tokenEndpoints, ...streamEndpoints, ...pictureEndpoints, ...searchEndpoints, ...viewEndpoints,
  ...notificationEndpoints, ...letterEndpoints, ...reminderEndpoints, ...reportEndpoints, ...workloadEndpoints,
} as const satisfies Record<string, Endpoint>

export const events = {
  ...authEvents, ...organizationEvents, ...memberEvents, ...passwordResetEvents, ...invitationEvents, ...departmentEvents, ...teamEvents, ...goalEvents, ...postEvents, ...projectEvents, ...projectTransferEvents, ...projectMemberEvents, ...workflowEvents, ...milestoneEvents, ...customFieldEvents,
  ...labelEvents, ...taskEvents, ...transferEvents, ...mergeEvents, ...taskTemplateEvents, ...linkEvents, ...watcherEvents, ...checklistEvents, ...commentEvents, ...attachmentEvents, ...placeFileEvents, ...timeEvents, ...tokenEvents, ...viewEvents, ...trashEvents, ...notificationEvents, ...letterEvents, ...reminderEvents, ...batchEvents,
} as const

/** Every kind of event by its type. */
export const eventsByType: ReadonlyMap<string, EventDescription> =
  new Map(Object.values(events).map((description) => [description.type, description as unknown as EventDescription]))
