// What changes departments. Each change excludes all other changes of rights, so no two of them can make a circle together.
import type { BodyOf } from '../../../shared/endpoint.ts'
import type { Department as DepartmentResource, departmentEndpoints } from '../../../shared/features/departments.ts'
import type { EventData } from '../../../shared/event.ts'
import { events } from '../../../shared/index.ts'
import type { Permission } from '../../../shared/permissions.ts'
import { organizationStream } from '../../../shared/streams.ts'
import type { Actor } from '../../kernel/actor.ts'
import { changesBetween, checkVersion, isEmpty } from '../../kernel/changes.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { refreshRights } from '../../policy/access.ts'
import { authorize } from '../../policy/policy.ts'
import { lockRights } from '../../policy/rights-lock.ts'
import { idTaken } from '../tasks/task-rules.ts'
import { moveTeam } from '../teams/place-team.ts'
import { Team } from '../teams/team.entity.ts'
import { tellingHeads } from './department-heads.ts'
import { checkHead, checkParent, departmentReference, headReference } from './department-references.ts'
import { Department } from './department.entity.ts'
import { presentDepartment } from './department.presenter.ts'

type DepartmentInput = BodyOf<typeof departmentEndpoints.createDepartment>
type DepartmentPatch = BodyOf<typeof departmentEndpoints.updateDepartment>

/** Makes a department. Throws 422 on a parent or head that does not fit. */
export async function createDepartment(work: Work, { name, description, parentId, headId }: DepartmentInput): Promise<DepartmentResource> {
  const actor = await lockDepartments(work, 'department.create')
  if (headId !== null) authorize(actor, 'department.appoint_head')
  return insertDepartment(work, { name, description, parentId, headId, version: 1, createdAt: work.at.toISOString() })
}

/** Makes a deleted department again as it was, without what was in it. Throws 409 where it is there. */
export async function restoreDepartment(work: Work, department: DepartmentResource): Promise<DepartmentResource> {
  const actor = await lockDepartments(work, 'department.create')
  if (department.headId !== null) authorize(actor, 'department.appoint_head')
  if (await work.em.findOne(Department, { id: department.id })) throw idTaken()
  return insertDepartment(work, { ...department, version: department.version + 1 })
}

type Inserted = Omit<DepartmentResource, 'id' | 'updatedAt'> & Partial<Pick<DepartmentResource, 'id'>>

async function insertDepartment(work: Work, { id, name, description, parentId, headId, version, createdAt }: Inserted): Promise<DepartmentResource> {
  await checkParent(work, parentId)
  await checkHead(work, headId)
  const department = work.em.create(Department, {
    organizationId: work.organizationId, ...(id !== undefined && { id }), name, description, parent: departmentReference(work, parentId),
    head: headReference(work, headId), version, createdAt: new Date(createdAt), updatedAt: work.at,
  })
  await work.em.flush()
  const made = presentDepartment(department)
  work.append(organizationStream(work.organizationId), events.departmentCreated, { department: made })
  return made
}

/** Changes a department; sockets of a head who loses teams by it leave at those teams' events (RT19). */
export async function updateDepartment(
  work: Work, departmentId: string, patch: DepartmentPatch, ifMatch: number | null,
): Promise<DepartmentResource> {
  const actor = await lockDepartments(work, 'department.update')
  const department = await loadDepartment(work, departmentId)
  const before = presentDepartment(department)
  checkVersion(before, ifMatch)
  const { name, description, parentId, headId } = before
  const changes = changesBetween({ name, description, parentId, headId }, patch)
  if (isEmpty(changes)) return before
  if (changes.headId) authorize(actor, 'department.appoint_head')
  if (changes.parentId) await checkParent(work, changes.parentId[1], departmentId)
  if (changes.headId) await checkHead(work, changes.headId[1])
  if (changes.parentId || changes.headId) await tellingHeads(work, async () => change(work, department, changes))
  else change(work, department, changes)
  await work.em.flush()
  return presentDepartment(department)
}

/** Deletes a department; its departments and teams go up to its parent, and its head runs none of them by it any more. */
export async function deleteDepartment(work: Work, departmentId: string): Promise<void> {
  await lockDepartments(work, 'department.delete')
  const department = await loadDepartment(work, departmentId)
  const told = presentDepartment(department)
  const { name, parentId } = told
  await tellingHeads(work, async () => {
    const inside = await work.em.find(Department, { parent: { id: departmentId } }, { orderBy: { id: 'asc' } })
    for (const child of inside) change(work, child, { parentId: [departmentId, parentId] })
    const teams = await work.em.find(Team, { department: { id: departmentId } }, { orderBy: { id: 'asc' } })
    for (const team of teams) moveTeam(work, team, parentId)
    await work.em.flush()
    await work.em.nativeDelete(Department, { id: departmentId })
    work.append(organizationStream(work.organizationId), events.departmentDeleted, { departmentId, name, department: told })
  })
}

async function lockDepartments(work: Work, permission: Permission): Promise<Actor> {
  await lockRights(work, 'exclusive')
  const actor = await refreshRights(work.em, work.actor)
  authorize(actor, permission)
  return actor
}

async function loadDepartment(work: Work, departmentId: string): Promise<Department> {
  const department = await work.em.findOne(Department, { id: departmentId })
  if (!department) throw notFound()
  return department
}

type Changes = EventData<typeof events.departmentUpdated>['changes']

function change(work: Work, department: Department, changes: Changes): void {
  const { name, description, parentId, headId } = changes
  work.em.assign(department, {
    ...(name && { name: name[1] }), ...(description && { description: description[1] }),
    ...(parentId && { parent: departmentReference(work, parentId[1]) }), ...(headId && { head: headReference(work, headId[1]) }),
    version: department.version + 1, updatedAt: work.at,
  })
  work.append(organizationStream(work.organizationId), events.departmentUpdated, {
    departmentId: department.id, version: department.version, changes,
  })
}
