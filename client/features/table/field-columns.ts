// What the table knows of its columns, those of custom fields among them.
import type { CustomField } from '../../../shared/features/custom-fields.ts'
import type { BoardScene } from '../board/board.scene.svelte.ts'
import { fieldsInOrder } from '../custom-fields/field-words.ts'
import { columnNames, fieldColumn, fieldIdOf, isFieldColumn, tableColumns, type ColumnName, type TableColumn } from './columns.ts'
import { t } from './words.ts'

const gone: TableColumn = { width: 150 }

export function fieldOf(scene: BoardScene, column: ColumnName): CustomField | undefined {
  return isFieldColumn(column) ? scene.store.view?.customFields.get(fieldIdOf(column)) : undefined
}

export function columnOf(scene: BoardScene, column: ColumnName): TableColumn {
  if (!isFieldColumn(column)) return tableColumns[column]
  const field = fieldOf(scene, column)
  return field ? ofField(field) : gone
}

function ofField({ id, kind, archived }: CustomField): TableColumn {
  const edit = { text: 'text', url: 'text', number: 'number', checkbox: 'tick', select: 'field', multi_select: 'field', person: 'field', date: 'field' } as const
  return { width: kind === 'text' || kind === 'url' || kind === 'multi_select' ? 180 : 130, sort: `field.${id}`, ...(!archived && { edit: edit[kind] }), ...(kind === 'number' && { isNumber: true }) }
}

export const labelOf = (scene: BoardScene, column: ColumnName): string =>
  (isFieldColumn(column) ? fieldLabel(scene, fieldOf(scene, column)) : t(`column.${column}`))

/** Fields of several projects can have the same name. */
function fieldLabel({ isOfTeam, stores }: BoardScene, field: CustomField | undefined): string {
  const project = isOfTeam && field ? stores.organizations.project(field.projectId)?.name : undefined
  return project ? `${field!.name} · ${project}` : field?.name ?? ''
}

/** Every column that there is; archived fields are none. */
export const allColumns = (scene: BoardScene): ColumnName[] =>
  [...columnNames.filter((name) => name !== 'project' || scene.isOfTeam), ...fieldsInOrder(scene.store.view?.customFields).filter(({ archived }) => !archived).map(({ id }) => fieldColumn(id))]
