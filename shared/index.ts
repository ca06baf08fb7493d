// The whole contract: every endpoint and every event.
import type { Endpoint } from './endpoint.ts'
import type { EventDescription } from './event.ts'
import { activityEndpoints } from './features/activity.ts'
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
import { linkEndpoints, linkEvents } from './features/links.ts'
import { memberEndpoints, memberEvents } from './features/members.ts'
import { milestoneEndpoints, milestoneEvents } from './features/milestones.ts'
import { organizationEndpoints, organizationEvents } from './features/organizations.ts'
import { pictureEndpoints } from './features/pictures.ts'
import { postEndpoints, postEvents } from './features/posts.ts'
import { projectEndpoints, projectEvents } from './features/projects.ts'
import { searchEndpoints } from './features/search.ts'
import { batchEvents, streamEndpoints } from './features/streams.ts'
import { taskEndpoints, taskEvents } from './features/tasks.ts'
import { teamEndpoints, teamEvents } from './features/teams.ts'
import { timeEndpoints, timeEvents } from './features/time.ts'
import { tokenEndpoints, tokenEvents } from './features/tokens.ts'
import { trashEndpoints } from './features/trash.ts'
import { undoEndpoints } from './features/undo.ts'
import { viewEndpoints, viewEvents } from './features/views.ts'
import { workflowEndpoints, workflowEvents } from './features/workflow.ts'
import { workspaceEndpoints } from './features/workspace.ts'

export const endpoints = {
  ...authEndpoints, ...organizationEndpoints, ...memberEndpoints, ...invitationEndpoints, ...departmentEndpoints, ...teamEndpoints, ...workspaceEndpoints, ...goalEndpoints, ...postEndpoints,
  ...projectEndpoints,
  ...workflowEndpoints, ...milestoneEndpoints, ...customFieldEndpoints, ...labelEndpoints, ...exportEndpoints, ...taskEndpoints, ...linkEndpoints, ...checklistEndpoints, ...commentEndpoints, ...attachmentEndpoints, ...timeEndpoints,
  ...activityEndpoints, ...undoEndpoints, ...trashEndpoints, ...importEndpoints, ...tokenEndpoints, ...streamEndpoints, ...pictureEndpoints, ...searchEndpoints, ...viewEndpoints,
} as const satisfies Record<string, Endpoint>

export const events = {
  ...authEvents, ...organizationEvents, ...memberEvents, ...invitationEvents, ...departmentEvents, ...teamEvents, ...goalEvents, ...postEvents, ...projectEvents, ...workflowEvents, ...milestoneEvents, ...customFieldEvents,
  ...labelEvents, ...taskEvents, ...linkEvents, ...checklistEvents, ...commentEvents, ...attachmentEvents, ...timeEvents, ...tokenEvents, ...viewEvents, ...batchEvents,
} as const

/** Every kind of event by its type. */
export const eventsByType: ReadonlyMap<string, EventDescription> =
  new Map(Object.values(events).map((description) => [description.type, description as unknown as EventDescription]))
