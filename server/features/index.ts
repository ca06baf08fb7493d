// The list of features: their entities, routes, listeners and jobs.
import type { EntityClass, EntitySchema } from '@mikro-orm/sql'
import type { Config } from '../config.ts'
import type { Route } from '../http/context.ts'
import type { Limits } from '../http/limits.ts'
import type { FileStore } from '../kernel/file-store.ts'
import type { JobHandlers } from '../kernel/jobs.ts'
import type { Secrets } from '../kernel/secrets.ts'
import { EventRow, EventSubjectRow, EventTextRow, IdempotencyRow, StreamRow } from '../kernel/stream.entity.ts'
import type { Kernel } from '../kernel/transact.ts'
import { activityRoutes } from './activity/activity.routes.ts'
import { archiveRoutes } from './archive/archive.routes.ts'
import { Attachment } from './attachments/attachment.entity.ts'
import { attachmentRoutes } from './attachments/attachments.routes.ts'
import { StoredFile } from './attachments/stored-file.entity.ts'
import { sweepFiles } from './attachments/sweep.jobs.ts'
import { authRoutes } from './auth/auth.routes.ts'
import { spreadProfile } from './auth/profile.jobs.ts'
import { Session } from './auth/session.entity.ts'
import { User } from './auth/user.entity.ts'
import { Checklist, ChecklistItem } from './checklists/checklist.entity.ts'
import { checklistRoutes } from './checklists/checklists.routes.ts'
import { Comment } from './comments/comment.entity.ts'
import { commentRoutes } from './comments/comments.routes.ts'
import { CustomField } from './custom-fields/custom-field.entity.ts'
import { customFieldRoutes } from './custom-fields/custom-fields.routes.ts'
import { Department } from './departments/department.entity.ts'
import { departmentRoutes } from './departments/departments.routes.ts'
import { exportRoutes } from './exports/exports.routes.ts'
import { Goal } from './goals/goal.entity.ts'
import { goalRoutes } from './goals/goals.routes.ts'
import { importRoutes } from './imports/imports.routes.ts'
import { Invitation, InvitationTeam } from './invitations/invitation.entity.ts'
import { invitationRoutes } from './invitations/invitations.routes.ts'
import { Label } from './labels/label.entity.ts'
import { labelRoutes } from './labels/labels.routes.ts'
import { linkRoutes } from './links/links.routes.ts'
import { TaskLink } from './links/task-link.entity.ts'
import { LetterSettingsRow } from './letters/letter-settings.entity.ts'
import { writeLetters } from './letters/letters.jobs.ts'
import { letterRoutes } from './letters/letters.routes.ts'
import { sendMail } from './mail/mail.jobs.ts'
import { memberRoutes } from './members/members.routes.ts'
import { Membership } from './members/membership.entity.ts'
import { mergeRoutes } from './merges/merges.routes.ts'
import { Milestone } from './milestones/milestone.entity.ts'
import { milestoneRoutes } from './milestones/milestones.routes.ts'
import { tellMornings } from './notifications/mornings.jobs.ts'
import { NotificationCursor, NotificationDay, NotificationRow, NotificationSettings } from './notifications/notification.entity.ts'
import { notificationRoutes } from './notifications/notifications.routes.ts'
import { Organization } from './organizations/organization.entity.ts'
import { organizationRoutes } from './organizations/organizations.routes.ts'
import { PasswordReset } from './password-resets/password-reset.entity.ts'
import { mailPasswordReset } from './password-resets/password-resets.jobs.ts'
import { pictureRoutes } from './pictures/pictures.routes.ts'
import { UserPicture } from './pictures/user-picture.entity.ts'
import { Post, PostComment } from './posts/post.entity.ts'
import { postRoutes } from './posts/posts.routes.ts'
import { privacyRoutes } from './privacy/privacy.routes.ts'
import { redactMember, redactSettled } from './privacy/redact.jobs.ts'
import { purgeOrganizations } from './privacy/purge-organizations.jobs.ts'
import { Project } from './projects/project.entity.ts'
import { ProjectMember } from './project-members/project-member.entity.ts'
import { projectMemberRoutes } from './project-members/project-members.routes.ts'
import { ProjectStar } from './projects/project-star.entity.ts'
import { projectTransferRoutes } from './project-transfers/project-transfers.routes.ts'
import { projectFigureRoutes } from './project-figures/project-figures.routes.ts'
import { projectRoutes } from './projects/projects.routes.ts'
import { repeatTasks } from './recurrence/recurrence.jobs.ts'
import { recurrenceRoutes } from './recurrence/recurrence.routes.ts'
import { Reminder } from './reminders/reminder.entity.ts'
import { reminderRoutes } from './reminders/reminders.routes.ts'
import { reportRoutes } from './reports/reports.routes.ts'
import { searchRoutes } from './search/search.routes.ts'
import { CommentWords, KnownWord, NameWords, TaskWords } from './search/words.entity.ts'
import { streamRoutes } from './streams/streams.routes.ts'
import { Task, TaskAssignee, TaskLabel } from './tasks/task.entity.ts'
import { taskRoutes } from './tasks/tasks.routes.ts'
import { TaskTemplate } from './task-templates/task-template.entity.ts'
import { taskTemplateRoutes } from './task-templates/task-templates.routes.ts'
import { Team, TeamMember } from './teams/team.entity.ts'
import { teamRoutes } from './teams/teams.routes.ts'
import { TimeEntry, Timer } from './time/time.entity.ts'
import { timeRoutes } from './time/time.routes.ts'
import { FormerKey } from './transfers/former-key.entity.ts'
import { transferRoutes } from './transfers/transfers.routes.ts'
import { ApiToken } from './tokens/api-token.entity.ts'
import { tokenRoutes } from './tokens/tokens.routes.ts'
import { purgeTrash } from './trash/purge.jobs.ts'
import { trashRoutes } from './trash/trash.routes.ts'
import { undoRoutes } from './undo/undo.routes.ts'
import { purge } from './upkeep/upkeep.jobs.ts'
import { View } from './views/view.entity.ts'
import { viewRoutes } from './views/views.routes.ts'
import { TaskWatcher } from './watchers/task-watcher.entity.ts'
import { watcherRoutes } from './watchers/watchers.routes.ts'
import { Status } from './workflow/status.entity.ts'
import { workloadRoutes } from './workload/workload.routes.ts'
import { workflowRoutes } from './workflow/workflow.routes.ts'

export const entities: (EntityClass<unknown> | EntitySchema)[] = [
  Organization, User, UserPicture, Session, Membership, PasswordReset, ApiToken, Department, Team, TeamMember, Goal, Post, PostComment, Invitation, InvitationTeam, Project, ProjectStar, ProjectMember, Milestone, CustomField, Status,
  Label, View, TaskTemplate, Task,
  TaskAssignee, TaskLabel, TaskWatcher, TaskLink, Checklist, ChecklistItem, Comment, StoredFile, Attachment, TimeEntry, Timer, FormerKey, TaskWords, CommentWords, NameWords, KnownWord, StreamRow, EventRow, EventSubjectRow, EventTextRow, IdempotencyRow,
  NotificationRow, NotificationCursor, NotificationSettings, NotificationDay, LetterSettingsRow, Reminder,
]

/** What features stand on beside the transaction. */
export interface Dependencies { kernel: Kernel; config: Config; files: FileStore; secrets: Secrets; limits: Limits }

/** Every route of the product. */
export function routesOf(dependencies: Dependencies): Route[] {
  return [
    ...authRoutes(dependencies), ...privacyRoutes, ...tokenRoutes, ...organizationRoutes, ...memberRoutes, ...pictureRoutes, ...invitationRoutes(dependencies), ...departmentRoutes,
    ...teamRoutes, ...goalRoutes, ...postRoutes,
    ...projectTransferRoutes, ...projectRoutes, ...projectFigureRoutes, ...projectMemberRoutes, ...workflowRoutes, ...milestoneRoutes, ...customFieldRoutes, ...labelRoutes, ...exportRoutes, ...taskRoutes, ...transferRoutes, ...mergeRoutes, ...taskTemplateRoutes, ...recurrenceRoutes, ...linkRoutes, ...watcherRoutes, ...checklistRoutes, ...commentRoutes, ...attachmentRoutes(dependencies), ...timeRoutes,
    ...activityRoutes, ...undoRoutes(dependencies), ...trashRoutes(dependencies), ...importRoutes, ...archiveRoutes(dependencies), ...streamRoutes, ...searchRoutes, ...viewRoutes,
    ...notificationRoutes, ...letterRoutes(dependencies), ...reminderRoutes, ...reportRoutes, ...workloadRoutes,
  ]
}

/** What runs each job. */
export function jobHandlers(dependencies: Dependencies): JobHandlers {
  return {
    'files.sweep': sweepFiles(dependencies), 'letters.write': writeLetters(dependencies), 'mail.send': sendMail(dependencies), 'members.redact': redactMember(dependencies), 'members.redact_settled': redactSettled(dependencies),
    'notifications.mornings': tellMornings(dependencies),
    'organizations.purge': purgeOrganizations(dependencies), 'passwords.reset': mailPasswordReset(dependencies), 'profile.spread': spreadProfile(dependencies), 'tasks.repeat': repeatTasks(dependencies),
    'trash.purge': purgeTrash(dependencies), 'upkeep.purge': purge(dependencies),
  }
}
