// The board's part of the address: the open task (`?task=WEB-12`), how tasks are shown and which. Opening a task can be gone back from.
import { searchParams } from 'sv-router'
import { readGrouping, type Grouping } from './grouping.ts'
import { filterParams, readFilter, type BoardFilter } from './board-filter.ts'

export const address = {
  /** Key of the open task; its id while it has no key yet. */
  get task(): string | null {
    return searchParams.toURLSearchParams().get('task')
  },

  /** Whether the open task takes the whole page. */
  get isPage(): boolean {
    return searchParams.toURLSearchParams().has('page')
  },

  /** As a page or beside the board. */
  showPage(asPage: boolean): void {
    if (asPage) searchParams.set('page', 'task', { replace: false })
    else searchParams.delete('page', undefined, { replace: false })
  },

  /** The comment that a link leads to. */
  get comment(): string | null {
    return searchParams.toURLSearchParams().get('comment')
  },

  get filter(): BoardFilter {
    return readFilter(searchParams.toURLSearchParams())
  },

  /** How the board is grouped; null when the address does not say. */
  get group(): Grouping | null {
    return readGrouping(searchParams.toURLSearchParams().get('group'))
  },

  setGroup(group: Grouping | null): void {
    set('group', group === 'status' && !address.isTable ? null : group)
  },

  /** Whether tasks are rows of a table instead of cards. */
  get isTable(): boolean {
    return address.get('view') === 'table' || isOfTeam()
  },

  /** A filter in the filter language, beside what the bar's choices filter. */
  get query(): string {
    return address.get('filter') ?? ''
  },

  /** A parameter of the table, the lanes, the filter or the saved view; null when the address does not say it. */
  get(name: 'view' | 'filter' | 'sort' | 'columns' | 'saved' | 'lanes'): string | null {
    return searchParams.toURLSearchParams().get(name)
  },

  set,

  /** Opens another task, or closes the panel. `replace` leaves no step to go back to. */
  showTask(key: string | null, replace = false): void {
    if (key === address.task) return
    if (address.comment) searchParams.delete('comment', undefined, { replace: true })
    if (key === null && address.isPage) searchParams.delete('page', undefined, { replace: true })
    if (key === null) searchParams.delete('task', undefined, { replace })
    else searchParams.set('task', key, { replace: replace || address.task !== null })
  },

  setFilter(filter: BoardFilter): void {
    for (const [name, value] of Object.entries(filterParams(filter))) set(name, value)
  },
}

/** The work of a team is always a table. */
const isOfTeam = () => /^\/teams\/[^/]+\/work\/?$/.test(location.pathname)

/** Null takes the parameter away. `replace: false` leaves a step to go back to. */
function set(name: string, value: string | null, replace = true): void {
  if (value === null) searchParams.delete(name, undefined, { replace })
  else searchParams.set(name, value, { replace })
}

/** The address of a task, to be followed or copied. */
export function taskAddress(projectId: string, key: string, commentId?: string): string {
  return `/projects/${projectId}?task=${encodeURIComponent(key)}${commentId ? `&comment=${commentId}` : ''}`
}

/** Puts a text into the clipboard; says whether that was allowed. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
