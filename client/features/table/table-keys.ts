// The table by keyboard, as in a spreadsheet.
import { asSeen, extendTo, select } from '../board/board-keys.ts'
import { edit, empty } from './cells.ts'
import { columnOf } from './field-columns.ts'
import { letterKeys } from '../../shell/commands/letter-keys.svelte.ts'
import { ALL } from './lines.ts'
import type { TableGrid } from './table.svelte.ts'

const PAGE = 12
const STEP = 16

/** Answers whether the key was one of the table's. */
export function tableKey(table: TableGrid, event: KeyboardEvent): boolean {
  if (event.isComposing || (event.altKey && table.at >= 0)) return false
  if (table.isPhone && (event.target as HTMLElement).closest('button')) return false
  if (table.at < 0 && table.line === 'head' && !table.isPhone) return headKey(table, event) || goKey(table, event)
  const line = table.lineAt(table.at)
  // A row on a phone has no cells: its link takes its keys, as buttons do theirs.
  if (table.isPhone) return line?.kind === 'group' && groupKey(table, line.group.id, event)
  if (line?.kind === 'group' && groupKey(table, line.group.id, event)) return true
  return (line?.kind === 'task' && cellKey(table, event)) || goKey(table, event)
}

const isMod = (event: KeyboardEvent) => event.ctrlKey || event.metaKey

function goKey(table: TableGrid, event: KeyboardEvent): boolean {
  const { at, shown: columns, columnNow } = table
  const last = table.lines.length - 1
  const place = columns.indexOf(columnNow)
  const sideways = asSeen({ ArrowLeft: 'left', ArrowRight: 'right' }[event.key] ?? '')
  const to = (line: number, column = place) => {
    void table.go(Math.max(-1, Math.min(last, line)), columns[Math.max(0, Math.min(columns.length - 1, column))])
    return true
  }
  if (event.shiftKey) return false
  if (sideways) return to(at, isMod(event) ? (sideways === 'left' ? 0 : columns.length) : place + (sideways === 'left' ? -1 : 1))
  switch (event.key) {
    case 'ArrowUp': return to(isMod(event) ? 0 : at - 1)
    case 'ArrowDown': return to(isMod(event) ? last : at + 1)
    case 'PageUp': return to(Math.max(0, at - PAGE))
    case 'PageDown': return to(at + PAGE)
    case 'Home': return to(isMod(event) ? 0 : at, 0)
    case 'End': return to(isMod(event) ? last : at, columns.length)
    default: return false
  }
}

function cellKey(table: TableGrid, event: KeyboardEvent): boolean {
  const { scene, task } = table
  if (!task) return false
  if (event.key === 'Enter') {
    if (isMod(event)) scene.open(task)
    else edit(table)
    return true
  }
  if (event.key === 'F2') return done(() => edit(table))
  if (event.key === ' ') return done(() => select(scene, () => scene.selected.toggle(task.id)))
  if (event.key === 'Delete' || event.key === 'Backspace') return done(() => empty(table))
  if (event.shiftKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown') && !isMod(event)) {
    return done(() => extendTo(scene, task.id, event.key === 'ArrowUp' ? 'up' : 'down'))
  }
  const isText = [...event.key].length === 1 && !isMod(event) && !event.altKey
  if (isText && columnOf(table.scene, table.columnNow).edit) return done(() => edit(table, event.key))
  return false
}

function done(run: () => void): true {
  run()
  return true
}

/** Enter sorts, Alt with an arrow moves the column, Shift with an arrow makes it narrower or wider. */
function headKey(table: TableGrid, event: KeyboardEvent): boolean {
  const { columnNow: column, layout } = table
  if ((event.key === 'Enter' || event.key === ' ') && !isMod(event)) return done(() => table.sortBy(column))
  const sideways = asSeen({ ArrowLeft: 'left', ArrowRight: 'right' }[event.key] ?? '')
  if (!sideways) return false
  const by = sideways === 'left' ? -1 : 1
  if (event.altKey) return done(() => {
    table.moveColumn(column, by)
    void table.go(-1, column)
  })
  if (event.shiftKey) return done(() => layout.resize(column, table.widthOf(column) + by * STEP))
  return false
}

/** Enter and Space open and close a group, arrows do one of both; N adds to it. */
function groupKey(table: TableGrid, groupId: string, event: KeyboardEvent): boolean {
  const { collapsed, canCreate } = table.scene
  if (groupId === ALL || event.shiftKey || isMod(event)) return false
  if (event.key === 'n' && letterKeys.on && canCreate) return done(() => (table.scene.adding = { columnId: groupId }))
  const isOpen = !collapsed.has(groupId)
  const sideways = asSeen({ ArrowLeft: 'left', ArrowRight: 'right' }[event.key] ?? '')
  const turns = event.key === 'Enter' || event.key === ' ' || (isOpen ? sideways === 'left' : sideways === 'right')
  if (!turns) return sideways !== ''
  return done(() => (isOpen ? collapsed.collapse(groupId) : collapsed.expand(groupId)))
}
