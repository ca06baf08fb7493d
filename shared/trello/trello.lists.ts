// Lists become statuses in their order; also says which status a card of a list goes to.
import { cut, oneLine } from './import-text.ts'
import { LENGTHS } from './import-limits.ts'
import type { PlannedStatus } from './import-plan.ts'
import { countOf } from './import-warnings.ts'
import type { Warnings } from './import-warnings.ts'
import { categoryOfName } from './status-category.ts'
import { hueOf, hueOfCategory } from './trello.colors.ts'
import { inOrder } from './trello.entry.ts'
import type { Entry } from './trello.entry.ts'

export interface Columns {
  statuses: PlannedStatus[]
  /** Status by id of its list. */
  byList: Map<string, number>
  /** Where cards go whose list is not in the file. */
  shelter: number
}

export function planColumns(board: Entry, warnings: Warnings): Columns {
  const lists = inOrder(board.entries('lists'))
  const archived = lists.map((list) => list.flag('closed'))
  const firstOpen = archived.indexOf(false)
  const byList = new Map<string, number>()
  const statuses = lists.map((list, index) => {
    noteList(list, byList, warnings)
    if (list.id && !byList.has(list.id)) byList.set(list.id, index)
    return { ...planStatus(list, index === firstOpen, warnings), archived: archived[index] === true }
  })
  if (statuses.length === 0 && board.values('cards').length > 0) {
    warnings.add('no_lists', 'The file has cards but no list: a status “To do” was added for them', '/lists')
    statuses.push({ name: 'To do', category: 'todo', archived: false, color: hueOfCategory('todo') })
  }
  return { statuses, byList, shelter: Math.max(0, firstOpen) }
}

function planStatus(list: Entry, isFirst: boolean, warnings: Warnings): Omit<PlannedStatus, 'archived'> {
  const full = oneLine(list.text('name'))
  if (full === '') warnings.add('empty_name', 'A list without a name is called “Untitled list”', `${list.at}/name`)
  if (full.length > LENGTHS.status) {
    warnings.add('text_cut', 'The name of a list was cut to 200 characters', `${list.at}/name`)
  }
  const category = categoryOfName(full) ?? (isFirst ? 'todo' : 'active')
  return {
    name: cut(full, LENGTHS.status) || 'Untitled list',
    category,
    color: hueOf(list.text('color')) ?? hueOfCategory(category),
  }
}

function noteList(list: Entry, seen: Map<string, number>, warnings: Warnings): void {
  if (list.id === '') warnings.add('missing_id', 'A list has no id: no card can belong to it', list.at)
  if (seen.has(list.id)) {
    warnings.add('duplicate_id', 'Two lists have the same id: the first one got the cards', list.at)
  }
  if (typeof list.record.softLimit === 'number') {
    warnings.tally('list_limits', `${list.at}/softLimit`, (count) =>
      `Limits of ${countOf(count, 'list')} were not taken over`)
  }
}
