// What offers to group a board by its custom fields: the Display menu, the table's, the palette.
import type { CustomField } from '../../../shared/features/custom-fields.ts'
import { announce, type MenuEntry } from '../../ui/index.ts'
import type { BoardScene } from '../board/board.scene.svelte.ts'
import { chooseGrouping } from '../board/display.svelte.ts'
import { isGroupable } from './field-groups.ts'
import { fieldsInOrder } from './field-words.ts'
import { t } from './words.ts'

/** The fields that a board can be grouped by, in their order. */
export const groupableFields = (scene: BoardScene): CustomField[] => fieldsInOrder(scene.store.view?.customFields).filter(isGroupable)

export function groupByField(scene: BoardScene, { id, name }: CustomField): void {
  chooseGrouping(scene.store.projectId, `field.${id}`)
  scene.adding = null
  announce(t('grouped', { field: name }), 'assertive')
}

export const isGroupedBy = (scene: BoardScene, { id }: CustomField): boolean => scene.fieldGroups?.field.id === id

/** What "Display" offers to group by, beside what every project has. */
export const groupEntries = (scene: BoardScene): MenuEntry[] => groupableFields(scene).map((field) => (
  { label: field.name, checked: isGroupedBy(scene, field), onselect: () => groupByField(scene, field) }
))
