// The shown tasks as a file: the same filter, order and columns.
import type { ExportField, ExportFormat } from '../../../shared/features/exports.ts'
import type { TaskSort } from '../../../shared/features/task-sorts.ts'
import { address } from '../board/address.svelte.ts'
import { saveTasks } from '../exports/save-tasks.ts'
import { wholeFilter } from '../views/view-state.ts'
import { isFieldColumn, type ColumnName } from './columns.ts'
import type { TableGrid } from './table.svelte.ts'

const fieldsOf: Partial<Record<ColumnName, readonly ExportField[]>> = { checklist: ['checklistDone', 'checklistTotal'], links: ['attachments'], time: ['estimateMinutes'], points: ['estimatePoints'] }

/** With its columns, or with all that a file can have. */
export async function exportShown({ scene, columns, sort }: TableGrid, format: ExportFormat, hasAllColumns = false): Promise<void> {
  const filter = wholeFilter(scene.filter, address.query, scene.meId) || undefined
  const fields = hasAllColumns ? undefined : [...new Set(columns.flatMap((column) => (isFieldColumn(column) ? ['customFields' as const] : fieldsOf[column] ?? [column as ExportField])))].join(',')
  await saveTasks(scene.stores, scene.store.view?.project.name ?? 'tasks', { ...scene.place, filter, format, fields, sort: (sort ?? 'status') as TaskSort })
}
