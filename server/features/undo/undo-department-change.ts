// Takes a change of a department back by the actions of departments. What moved up when one was deleted has events of its own.
import type { Department } from '../../../shared/features/departments.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { deleteDepartment, restoreDepartment, updateDepartment } from '../departments/departments.actions.ts'
import { readAllDepartments, readDepartment } from '../departments/departments.queries.ts'
import { checkAsMade, fieldsBefore, turned, type Pairs } from './as-left.ts'
import type { PastChange } from './past-changes.ts'
import type { PlaceUndone } from './undo-places.ts'
import { isGone, isInUse } from './undo-refusal.ts'
import type { StandIns } from './undo-task-change.ts'

export async function undoDepartmentChange(work: Work, standIns: StandIns, { type, data }: PastChange): Promise<PlaceUndone> {
  const { department: told, departmentId = told?.id, changes = {} } = data as { department?: Department; departmentId?: string; changes?: Pairs }
  if (type === 'department.deleted') {
    const { name } = await restoreDepartment(work, await withPlace(work, told!))
    return { title: name, changes: { name: [null, name] } }
  }
  const department = await readDepartment(work, departmentId!)
  const present = { id: department.id, what: `The department ${department.name}`, fields: department }
  if (told) {
    checkAsMade(standIns, present, told, ['name', 'description', 'parentId', 'headId'])
    if (await hasContents(work, department.id)) throw isInUse(present.what)
    await deleteDepartment(work, department.id)
    return { title: told.name, changes: { name: [told.name, null] } }
  }
  const before = await withPlace(work, fieldsBefore<Partial<Department>>(standIns, present, changes))
  const { name } = await updateDepartment(work, department.id, before, null)
  return { title: name, changes: turned(changes) }
}

/** Throws 409 where what it was part of is gone. */
async function withPlace<F extends Partial<Department>>(work: Work, fields: F): Promise<F> {
  const { parentId = null } = fields
  if (parentId === null || (await readAllDepartments(work)).some(({ id }) => id === parentId)) return fields
  throw isGone('The department that it was part of')
}

/** What is inside would go up unseen. */
async function hasContents({ em, organizationId }: Work, departmentId: string): Promise<boolean> {
  const inside = await query(em, `select id from departments where organization_id = $1::uuid and parent_id = $2::uuid
    union all select id from teams where organization_id = $1::uuid and department_id = $2::uuid limit 1`, [organizationId, departmentId])
  return inside.length > 0
}
