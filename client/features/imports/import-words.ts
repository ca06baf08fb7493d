// What an import brings, in words with numbers; what there is none of is left out.
import type { ImportCounts } from '../../../shared/features/imports.ts'

export interface Counted { label: string; count: number; note: string }

/** The counts as rows, zero rows left out. */
export function countRows(counts: ImportCounts): Counted[] {
  const { statuses, tasks, labels, checklists, checklistItems, comments, attachments } = counts
  const note = (archived: number) => (archived > 0 ? `${archived.toLocaleString()} of them archived` : '')
  const rows = [
    { label: 'Columns', count: statuses.open + statuses.archived, note: note(statuses.archived) },
    { label: 'Tasks', count: tasks.open + tasks.archived, note: note(tasks.archived) },
    { label: 'Labels', count: labels, note: '' },
    { label: 'Checklists', count: checklists, note: itemNote(checklistItems) },
    { label: 'Comments', count: comments, note: '' },
    { label: 'Links and files', count: attachments, note: '' },
  ]
  return rows.filter(({ count }) => count > 0)
}

function itemNote({ done, open }: ImportCounts['checklistItems']): string {
  const all = done + open
  return all === 0 ? '' : `${done.toLocaleString()} of ${all.toLocaleString()} items done`
}

export interface Warnings { message: string; count: number; places: string[] }

/** Equal warnings together, the most frequent first. */
export function groupWarnings(warnings: readonly { message: string; where?: string }[]): Warnings[] {
  const groups = Map.groupBy(warnings, ({ message }) => message)
  return [...groups].map(([message, all]) => ({ message, count: all.length, places: all.flatMap(({ where }) =>
    where ?? []) }))
    .sort((a, b) => b.count - a.count)
}
