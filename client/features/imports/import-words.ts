// What an import brings, in words with numbers; what there is none of is left out.
import type { ImportCounts } from '../../../shared/features/imports.ts'
import type { ImportWarning } from '../../../shared/trello/import-plan.ts'
import { t } from './words.ts'

export interface Counted { label: string; count: number; note: string }

/** The counts as rows, zero rows left out. */
export function countRows(counts: ImportCounts): Counted[] {
  const { statuses, tasks, labels, milestones = 0, customFields = 0, subtasks = 0, links = 0, checklists, checklistItems, comments, attachments } = counts
  const note = (archived: number) => (archived > 0 ? t('count.archived', { archived }) : '')
  const rows = [
    { label: t('count.columns'), count: statuses.open + statuses.archived, note: note(statuses.archived) },
    { label: t('count.tasks'), count: tasks.open + tasks.archived, note: note(tasks.archived) },
    { label: t('count.subtasks'), count: subtasks, note: '' },
    { label: t('count.links'), count: links, note: '' },
    { label: t('count.labels'), count: labels, note: '' },
    { label: t('count.fields'), count: customFields, note: '' },
    { label: t('count.milestones'), count: milestones, note: '' },
    { label: t('count.checklists'), count: checklists, note: itemNote(checklistItems) },
    { label: t('count.comments'), count: comments, note: '' },
    { label: t('count.attachments'), count: attachments, note: '' },
  ]
  return rows.filter(({ count }) => count > 0)
}

function itemNote({ done, open }: ImportCounts['checklistItems']): string {
  return done + open === 0 ? '' : t('count.items', { done, all: done + open })
}

export interface Warnings { code: string; count: number; places: string[]; message: string; isLoss: boolean }

/** What is left behind, as opposed to what comes in changed. */
const LOSSES = new Set([
  'history', 'reviews', 'too_many_fields', 'too_many_milestones', 'custom_fields', 'stickers', 'votes', 'covers', 'locations', 'power_ups', 'reminders', 'card_templates', 'card_roles',
  'board_description', 'list_limits', 'check_item_details', 'missing_comments', 'missing_check_items', 'lost_comments', 'lost_checklists',
  'row_without_title', 'unknown_priority', 'unreadable_date', 'unreadable_estimate', 'unreadable_points', 'unreadable_progress', 'unreadable_archived', 'too_many_labels', 'unsafe_attachment', 'empty_comment', 'unknown_member', 'unknown_label', 'counted_comments', 'counted_attachments',
  'unknown_task', 'repeated_key', 'self_reference', 'parent_ring', 'too_deep', 'second_parent', 'blocking_ring',
])

/** One line for each kind of warning, the most frequent first. People have a place of their own. */
export function groupWarnings(warnings: readonly ImportWarning[]): Warnings[] {
  const groups = Map.groupBy(warnings.filter(({ code }) => code !== 'members_as_hints'), ({ code }) => code)
  return [...groups].map(([code, all]) => {
    const count = all.reduce((sum, warning) => sum + (warning.count ?? 1), 0)
    const places = all.flatMap(({ where }) => where ?? [])
    return { code, count, places, isLoss: LOSSES.has(code), message: sentenceOf(code, count, all[0]?.message ?? code) }
  }).sort((a, b) => b.count - a.count)
}

function sentenceOf(code: string, count: number, otherwise: string): string {
  const key = `warning.${code}`
  return t.has(key) ? t(key, { count }) : otherwise
}
