// The list of features: their entities, routes, listeners and jobs.
import type { EntityClass, EntitySchema } from '@mikro-orm/sql'
import { EventRow, EventSubjectRow, EventTextRow, IdempotencyRow, StreamRow } from '../kernel/stream.entity.ts'
import { Attachment } from './attachments/attachment.entity.ts'
import { Session } from './auth/session.entity.ts'
import { User } from './auth/user.entity.ts'
import { Checklist, ChecklistItem } from './checklists/checklist.entity.ts'
import { Comment } from './comments/comment.entity.ts'
import { Invitation, InvitationTeam } from './invitations/invitation.entity.ts'
import { Label } from './labels/label.entity.ts'
import { Membership } from './members/membership.entity.ts'
import { Organization } from './organizations/organization.entity.ts'
import { Project } from './projects/project.entity.ts'
import { Task, TaskAssignee, TaskLabel } from './tasks/task.entity.ts'
import { Team, TeamMember } from './teams/team.entity.ts'
import { ApiToken } from './tokens/api-token.entity.ts'
import { Status } from './workflow/status.entity.ts'

export const entities: (EntityClass<unknown> | EntitySchema)[] = [
  Organization, User, Session, Membership, ApiToken, Team, TeamMember, Invitation, InvitationTeam, Project, Status, Label, Task,
  TaskAssignee, TaskLabel, Checklist, ChecklistItem, Comment, Attachment, StreamRow, EventRow, EventSubjectRow, EventTextRow, IdempotencyRow,
]

/** Every route of the product. */
export function routesOf(dependencies: Dependencies): Route[] {
  return [
    ...authRoutes(dependencies), ...tokenRoutes, ...organizationRoutes, ...memberRoutes, ...invitationRoutes(dependencies), ...teamRoutes,
    ...projectRoutes, ...workflowRoutes, ...labelRoutes, ...taskRoutes, ...checklistRoutes, ...commentRoutes, ...attachmentRoutes,
    ...activityRoutes, ...importRoutes, ...streamRoutes,
  ]
}

/** What runs each job. */
export function jobHandlers(dependencies: Dependencies): JobHandlers {
  return { 'mail.send': sendMail(dependencies), 'profile.spread': spreadProfile(dependencies), 'upkeep.purge': purge(dependencies) }
}
