// Which custom fields the cards of a board show: chosen in "Display", remembered in this browser for each project.
import type { CustomField } from '../../../shared/features/custom-fields.ts'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { MenuEntry } from '../../ui/index.ts'
import type { BoardScene } from '../board/board.scene.svelte.ts'
import { fieldsInOrder } from './field-words.ts'

const keyOf = (projectId: string) => `lockstep.card.fields.${projectId}`

class ShownFields {
  #byProject = $state.raw<Readonly<Record<string, readonly string[]>>>({})

  /** Ids of the fields. */
  of(projectId: string): readonly string[] {
    return this.#byProject[projectId] ?? remembered(projectId)
  }

  toggle(projectId: string, fieldId: string): void {
    const shown = this.of(projectId)
    const next = shown.includes(fieldId) ? shown.filter((id) => id !== fieldId) : [...shown, fieldId]
    this.#byProject = { ...this.#byProject, [projectId]: next }
    try {
      localStorage.setItem(keyOf(projectId), next.join(','))
    } catch {
      // Storage can be forbidden; the choice then lasts until the page is left.
    }
  }
}

const read = new Map<string, string[]>()

function remembered(projectId: string): string[] {
  try {
    if (!read.has(projectId)) read.set(projectId, localStorage.getItem(keyOf(projectId))?.split(',').filter(Boolean) ?? [])
  } catch {
    return []
  }
  return read.get(projectId) ?? []
}

const shown = new ShownFields()

/** The shown fields in which a task has a value, in the order of the project. */
export function fieldsOnCard(scene: BoardScene, task: BoardTask): CustomField[] {
  const ids = shown.of(scene.store.projectId)
  if (ids.length === 0) return []
  return fieldsInOrder(scene.store.view?.customFields).filter(({ id, archived }) => !archived && ids.includes(id) && task.customFields[id] !== undefined)
}

/** What "Display" offers: each field of the project, ticked where cards show it. */
export function fieldEntries(scene: BoardScene): MenuEntry[] {
  const { projectId, view } = scene.store
  return fieldsInOrder(view?.customFields).filter(({ archived }) => !archived).map(({ id, name }) => (
    { label: name, checked: shown.of(projectId).includes(id), onselect: () => shown.toggle(projectId, id) }
  ))
}
