// The kinds of events that can be taken back. What is only counted anew follows by itself. Apart from the endpoint: the browser needs them alone.
import type { Permission, Scope } from '../permissions.ts'

const ofTasks = [
  'task.created', 'task.updated', 'task.moved', 'task.archived', 'task.deleted', 'task.restored', 'task.left',
  'comment.created', 'comment.updated', 'comment.deleted', 'comment.restored',
  'checklist.created', 'checklist.updated', 'checklist.deleted',
  'checklist_item.created', 'checklist_item.updated', 'checklist_item.deleted',
  'task_link.created', 'task_link.deleted', 'attachment.created', 'attachment.deleted', 'time.logged', 'time.updated', 'time.deleted', 'task_part.moved',
] as const

const projects = ['project.update', 'projects:write'] as const
const labels = ['label.update', 'projects:write'] as const
const statuses = ['workflow.update', 'projects:write'] as const
const goals = ['goal.update', 'teams:write'] as const
const posts = ['post.delete', 'teams:write'] as const
const views = ['view.update', 'projects:write'] as const
const files = ['comment.delete', 'tasks:write'] as const

/** Changes of what tasks stand in: who may make the opposite change, and what a token needs for it. */
const ofPlaces = {
  'project.created': ['project.delete', 'projects:write'], 'project.updated': projects, 'project.left': projects,
  'task_template.saved': projects, 'task_template.deleted': projects, 'view.saved': views, 'view.deleted': views,
  'file.created': files, 'file.deleted': files, 'team.updated': ['team.update', 'teams:write'],
  'department.created': ['department.delete', 'organization:write'], 'department.updated': ['department.update', 'organization:write'], 'department.deleted': ['department.create', 'organization:write'],
  'project_member.saved': projects, 'project_member.removed': projects,
  'milestone.created': projects, 'milestone.updated': projects, 'milestone.deleted': projects,
  'label.created': labels, 'label.updated': labels, 'label.deleted': labels,
  'status.created': statuses, 'status.updated': statuses, 'status.deleted': statuses,
  'custom_field.created': projects, 'custom_field.updated': projects, 'custom_field.deleted': projects, 'custom_field.option_deleted': projects,
  'goal.created': goals, 'goal.updated': goals, 'goal.deleted': goals,
  'post.created': posts, 'post.updated': ['post.update', 'teams:write'],
  'post_comment.created': posts, 'post_comment.updated': ['post.update', 'teams:write'], 'post_comment.deleted': posts,
} as const satisfies Record<string, readonly [Permission, Scope]>

export type PlaceType = keyof typeof ofPlaces
export type UndoableType = (typeof ofTasks)[number] | PlaceType
export const undoableTypes: readonly UndoableType[] = [...ofTasks, ...(Object.keys(ofPlaces) as PlaceType[])]

interface Told { type: string; data: Record<string, unknown> }

export const isOfPlace = ({ type }: Pick<Told, 'type'>): boolean => type in ofPlaces

/** The permission and the scope for taking a change of a place back. */
export function placeRight({ type, data }: Told): readonly [Permission, Scope] {
  if (type === 'goal.updated' && Object.keys(data.changes as object).join() === 'current') return ['goal.report', 'teams:write']
  return isOrganizationLabel({ type, data }) ? ['organization.update', 'organization:write'] : ofPlaces[type as PlaceType]
}

/** Told to the organization: a department, or a label that belongs to no project. */
export const isOfOrganization = (told: Told): boolean => told.type.startsWith('department.') || isOrganizationLabel(told)

function isOrganizationLabel({ type, data }: Told): boolean {
  return type.startsWith('label.') && ((data.label as { projectId: string | null } | undefined) ?? data).projectId === null
}

/** Why a change of a kind that undo knows is not taken back all the same; null where it is. Tasks are not told that lost something by it. */
export function whyNever({ type, data }: Told): string | null {
  switch (type) {
    case 'label.deleted': return data.tasks === 0 ? null : 'Tasks lost the label, and it is not known which.'
    case 'custom_field.deleted': return data.tasks === 0 ? null : 'Tasks lost their values of the field.'
    case 'custom_field.option_deleted': return data.tasks === 0 ? null : 'Tasks lost the option as their value.'
    case 'goal.deleted': return data.goal ? null : NOT_KEPT
    case 'task_template.saved': return data.isNew || data.before ? null : NOT_KEPT_BEFORE
    case 'task_template.deleted': return data.template ? null : NOT_KEPT
    case 'view.saved': return data.isNew || data.before ? null : NOT_KEPT_BEFORE
    case 'view.deleted': return data.view || data.keptById ? null : NOT_KEPT
    case 'team.updated': return 'managerId' in (data.changes as object) ? 'Who manages a team is appointed, not taken back.' : null
    case 'department.deleted': return data.department ? null : NOT_KEPT
    case 'post.deleted': return 'A post is deleted with its comments, and neither is kept.'
    case 'post_comment.deleted': return data.comment ? null : NOT_KEPT
    default: return null
  }
}

const NOT_KEPT_BEFORE = 'This was changed before it was kept what was so before.'
const NOT_KEPT = 'This was deleted before it was kept what it said.'
