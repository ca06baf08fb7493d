// What a department refers to: the one that it is part of, and its head.
import { lineage } from '../../../shared/reporting-lines.ts'
import { invalidReference } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { findMembers } from '../members/members.queries.ts'
import { Membership } from '../members/membership.entity.ts'
import { fitManager } from '../teams/team-people.ts'
import { Department } from './department.entity.ts'
import { readAllDepartments } from './departments.queries.ts'

/** Throws 422 unless there is such a department, and it is neither `own` nor below it. The caller excludes other changes. */
export async function checkParent(work: Work, parentId: string | null, own?: string): Promise<void> {
  if (parentId === null) return
  const departments = new Map((await readAllDepartments(work)).map((department) => [department.id, department]))
  if (!departments.has(parentId)) throw invalidReference('/parentId', 'This is not a department of the organization.')
  if (lineage(departments, parentId).some(({ id }) => id === own)) {
    throw invalidReference('/parentId', 'A department cannot be part of itself or of one that is part of it.')
  }
}

/** Throws 422 unless this is an active manager or admin. */
export async function checkHead(work: Work, headId: string | null): Promise<void> {
  if (headId !== null) fitManager(await findMembers(work.em, [headId]), headId, '/headId', 'Only managers and admins can head a department.')
}

export function departmentReference(work: Work, departmentId: string | null): Department['parent'] {
  return departmentId === null ? null : work.em.getReference(Department, [work.organizationId, departmentId], { wrapped: true })
}

export function headReference(work: Work, headId: string | null): Department['head'] {
  return headId === null ? null : work.em.getReference(Membership, [work.organizationId, headId], { wrapped: true })
}
