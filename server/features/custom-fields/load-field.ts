// Loads a custom field for whoever manages its project, whose row is locked: the project's fields stay as they are meanwhile.
import { fold } from '../../../shared/filter/fold.ts'
import { conflict, invalidReference, notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { loadProject } from '../projects/load-project.ts'
import type { Project } from '../projects/project.entity.ts'
import { CustomField } from './custom-field.entity.ts'
import { fieldsOf } from './custom-fields.queries.ts'

export interface LoadedField {
  field: CustomField
  project: Project
  /** All others of the project, in their order. */
  others: CustomField[]
}

/** 404 when hidden or gone, 403 when visible but not allowed. */
export async function loadField(work: Work, id: string): Promise<LoadedField> {
  const found = await work.em.findOne(CustomField, { id })
  if (!found) throw notFound()
  const project = await loadProject(work, found.project.id, 'project.update', { lock: true })
  const field = await work.em.refresh(found)
  if (!field) throw notFound()
  return { field, project, others: (await fieldsOf(work, project.id)).filter((other) => other.id !== id) }
}

interface Named { id: string; name: string }

/** Throws 409 where another has the name: filters ask for it, and they do not tell letters by their case. */
export function refuseTaken(others: readonly Named[], name: string, what: 'field' | 'option'): void {
  if (!others.some((other) => fold(other.name) === fold(name))) return
  throw conflict('name_taken', what === 'field' ? `The project has a field "${name}" already.` : `The field has an option "${name}" already.`)
}

/** The place after the one with the id, null being the first. Throws 422 where it is none of them. */
export function placeAfter(others: readonly Named[], afterId: string | null, pointer: string, detail: string): number {
  const place = afterId === null ? 0 : others.findIndex(({ id }) => id === afterId) + 1
  if (afterId !== null && place === 0) throw invalidReference(pointer, detail)
  return place
}
