// Takes a change of a project back, by the actions of projects.
import type { Project as ProjectResource } from '../../../shared/features/projects.ts'
import type { Status } from '../../../shared/features/workflow.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { loadProject } from '../projects/load-project.ts'
import { presentProject } from '../projects/project.presenter.ts'
import { archiveProject, deleteProject, restoreProject, updateProject } from '../projects/projects.actions.ts'
import { presentStatus } from '../workflow/status.presenter.ts'
import { statusesOf } from '../workflow/workflow.queries.ts'
import { checkAsMade, fieldsBefore, turned, type Pairs, type Present } from './as-left.ts'
import type { PastChange } from './past-changes.ts'
import type { PlaceUndone } from './undo-places.ts'
import { isInUse, isTrashed } from './undo-refusal.ts'
import { STATUS_AS_MADE } from './undo-status-change.ts'
import type { StandIns } from './undo-task-change.ts'

const AS_MADE = [
  'name', 'description', 'status', 'priority', 'startOn', 'dueOn', 'scope', 'objectives', 'health', 'healthNote', 'managerId', 'limits', 'isTemplate', 'archivedAt',
] as const satisfies (keyof ProjectResource)[]

type Before = Partial<Pick<ProjectResource, (typeof AS_MADE)[number] | 'deletedAt'>>

interface Told { project?: ProjectResource; statuses?: Status[]; projectId?: string; changes?: Pairs }

export async function undoProjectChange(work: Work, standIns: StandIns, { data }: PastChange): Promise<PlaceUndone> {
  const { project: made, statuses = [], projectId = made?.id, changes = {} } = data as Told
  const project = presentProject(await loadProject(work, projectId!, 'project.update', { lock: true, deleted: true }))
  const present: Present = { id: project.id, what: `The project ${project.name}`, fields: project }
  if (project.deletedAt !== null && !changes.deletedAt) throw isTrashed(present.what)
  if (made) return creationUndone(work, standIns, present, made, statuses)
  await putBack(work, standIns, project.id, fieldsBefore<Before>(standIns, present, changes))
  return { title: project.name, changes: turned(changes) }
}

/** Into the trash. What others added since would go with it unseen. */
async function creationUndone(work: Work, standIns: StandIns, present: Present, made: ProjectResource, workflow: readonly Status[]): Promise<PlaceUndone> {
  checkAsMade(standIns, present, made, AS_MADE)
  const [row] = await query<{ used: boolean }>(work.em, USED, [work.organizationId, made.id])
  if (row!.used || !isAsMade(standIns, (await statusesOf(work, made.id)).map(presentStatus), workflow)) throw isInUse(present.what)
  await deleteProject(work, made.id, null)
  return { title: made.name, changes: { deletedAt: [null, work.at.toISOString()] } }
}

const USED = `select ${[
  'tasks t where t.deleted_at is null and', 'project_members t where', 'milestones t where', 'labels t where', 'custom_fields t where', 'task_templates t where',
  'views t where', 'attachments t where t.deleted_at is null and',
].map((from) => `exists (select from ${from} t.organization_id = $1::uuid and t.project_id = $2::uuid)`).join(' or ')} as used`

/** Whether its workflow is the one that it began with. */
const isAsMade = (standIns: StandIns, present: readonly Status[], made: readonly Status[]): boolean =>
  present.length === made.length && made.every((one) => {
    const status = present.find(({ id }) => id === one.id)
    return status && STATUS_AS_MADE.every((field) => standIns.isSame(one.id, field, status[field], one[field]))
  })

/** When it went to the trash is said anew, so that its days there begin anew: what happened before takes that for the same. */
async function putBack(work: Work, standIns: StandIns, id: string, { deletedAt, archivedAt, ...fields }: Before): Promise<void> {
  if (deletedAt === null) await restoreProject(work, id, null)
  if (archivedAt === null) await archiveProject(work, id, false, null)
  if (typeof archivedAt === 'string') await archiveProject(work, id, true, null, new Date(archivedAt))
  if (Object.keys(fields).length > 0) await updateProject(work, id, fields, null)
  if (typeof deletedAt !== 'string') return
  await deleteProject(work, id, null)
  standIns.note(id, 'deletedAt', work.at.toISOString(), deletedAt)
}
