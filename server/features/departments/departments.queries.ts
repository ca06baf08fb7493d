// Reads departments: everybody in the organization may know them.
import { z } from 'zod'
import type { QueryOf } from '../../../shared/endpoint.ts'
import type { Department as DepartmentResource, departmentEndpoints } from '../../../shared/features/departments.ts'
import { id, line } from '../../../shared/ids.ts'
import { query } from '../../kernel/database.ts'
import { notFound } from '../../kernel/errors.ts'
import { decodeCursor, page } from '../../kernel/pages.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { Department } from './department.entity.ts'
import { presentDepartment } from './department.presenter.ts'

const nameCursor = z.tuple([line(200), id])

/** A page of departments, by name. */
export async function listDepartments(work: Work, { limit, cursor }: QueryOf<typeof departmentEndpoints.listDepartments>) {
  authorize(work.actor, 'department.read')
  const seen = decodeCursor(cursor, nameCursor)
  const after = seen ? { $or: [{ name: { $gt: seen[0] } }, { name: seen[0], id: { $gt: seen[1] } }] } : {}
  const departments = await work.em.find(Department, after, { orderBy: { name: 'asc', id: 'asc' }, limit: limit + 1 })
  return page(departments, limit, presentDepartment, ({ name, id }) => [name, id])
}

export async function readDepartment(work: Work, departmentId: string): Promise<DepartmentResource> {
  authorize(work.actor, 'department.read')
  const department = await work.em.findOne(Department, { id: departmentId })
  if (!department) throw notFound()
  return presentDepartment(department)
}

/** The ids of a department and of all below; none when the organization has no such department. */
export async function departmentsWithin(work: Work, departmentId: string): Promise<string[]> {
  const rows = await query<{ id: string }>(work.em, `with recursive within as (
      select d.id from departments d where d.organization_id = $1::uuid and d.id = $2::uuid
      union
      select d.id from within w join departments d on d.organization_id = $1::uuid and d.parent_id = w.id)
    select id from within`, [work.organizationId, departmentId])
  return rows.map((row) => row.id)
}

/** Every department of the organization, by id. */
export async function readAllDepartments(work: Work): Promise<DepartmentResource[]> {
  return (await work.em.find(Department, {}, { orderBy: { id: 'asc' } })).map(presentDepartment)
}
