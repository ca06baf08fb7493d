// A department as the API shows it.
import type { Department as DepartmentResource } from '../../../shared/features/departments.ts'
import type { Department } from './department.entity.ts'

export function presentDepartment({ id, name, description, parent, head, version, createdAt, updatedAt }: Department): DepartmentResource {
  return {
    id, name, description, parentId: parent?.id ?? null, headId: head?.id ?? null, version,
    createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString(),
  }
}
