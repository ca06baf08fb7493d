// Loads a project through its team: what the actor may not see is not there.
import type { Permission } from '../../../shared/permissions.ts'
import { query } from '../../kernel/database.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { Project } from './project.entity.ts'

interface LoadOptions {
  /** Keeps others from changing it until the transaction ends. */
  lock?: boolean
  /** Also find it in the trash. */
  deleted?: boolean
}

/** Of `no key update`: whoever writes a task, which only refers to the project, waits for nobody here. */
const LOCK = 'select id from projects where organization_id = $1::uuid and id = $2::uuid for no key update'

/** The project, when the actor has the permission in its team. Throws 404 when hidden or in the trash, 403 when visible but not allowed. */
export async function loadProject(work: Work, id: string, permission: Permission, { lock = false, deleted = false }: LoadOptions = {}): Promise<Project> {
  if (lock) await query(work.em, LOCK, [work.organizationId, id])
  const project = await work.em.findOne(Project, { id }, { refresh: lock })
  if (!project) throw notFound()
  authorize(work.actor, 'project.read', { teamId: project.team.id })
  if (project.deletedAt && !deleted) throw notFound()
  authorize(work.actor, permission, { teamId: project.team.id })
  return project
}
