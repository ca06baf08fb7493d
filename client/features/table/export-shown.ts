// The shown tasks as a file: the same filter, order and columns.
import type { ExportField, ExportFormat } from '../../../shared/features/exports.ts'
import type { TaskSort } from '../../../shared/features/task-sorts.ts'
import { failureWords } from '../../shell/failure-words.ts'
import { toasts } from '../../ui/index.ts'
import { address } from '../board/address.svelte.ts'
import { wholeFilter } from '../views/view-state.ts'
import { isFieldColumn, type ColumnName } from './columns.ts'
import { rowsOf } from './file-rows.ts'
import type { TableGrid } from './table.svelte.ts'
import { t } from './words.ts'

const fieldsOf: Partial<Record<ColumnName, readonly ExportField[]>> = { checklist: ['checklistDone', 'checklistTotal'], links: ['attachments'], time: ['estimateMinutes'], points: ['estimatePoints'] }

export async function exportShown({ scene, columns, sort }: TableGrid, format: ExportFormat): Promise<void> {
  const { api } = scene.stores
  const { projectId } = scene.store
  const filter = wholeFilter(scene.filter, address.query, scene.meId) || undefined
  const fields = [...new Set(columns.flatMap((column) => (isFieldColumn(column) ? ['customFields' as const] : fieldsOf[column] ?? [column as ExportField])))].join(',')
  try {
    const { data } = await api.call('exportTasks', { query: { projectId, filter, format, fields, sort: (sort ?? 'status') as TaskSort } })
    save(data, `${scene.store.view?.project.name ?? projectId}.${format}`)
    const count = await rowsOf(data, format)
    toasts.show({ text: count === null ? t('exported.file') : t('exported', { count }) })
  } catch (error) {
    toasts.error(failureWords(error))
  }
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name.replaceAll(/[\\/:*?"<>|]/g, '-')
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
