// What a saved view keeps of a board, and the address that shows it. Pure.
import type { TaskSort } from '../../../shared/features/task-sorts.ts'
import type { View } from '../../../shared/features/views.ts'
import { emptyFilter, filterParams, isEmptyFilter, type BoardFilter } from '../board/board-filter.ts'
import { chipsOfText, textOfChips } from './chips.ts'

export type ViewState = Pick<View, 'kind' | 'filter' | 'sort' | 'group' | 'lanes' | 'columns'>

/** The filter of the bar's choices and of the query together. */
export function wholeFilter(chips: BoardFilter, query: string, meId: string | null): string {
  const text = textOfChips(chips, meId)
  const asked = query.trim()
  if (text === '' || asked === '') return text || asked
  return `${text} and (${asked})`
}

/** Filters that say the same in other words are the same. */
const canonical = (filter: string, meId: string | null): string => {
  const chips = chipsOfText(filter, meId)
  return chips ? textOfChips(chips, meId) : filter.trim()
}

/** Whether what is shown is not what the view keeps. */
export function isChanged(view: ViewState, now: ViewState, meId: string | null): boolean {
  const kept = (state: ViewState) => JSON.stringify([
    state.kind, canonical(state.filter, meId), state.sort, state.group === 'status' && state.kind === 'board' ? null : state.group,
    state.kind === 'table' ? state.columns : state.lanes,
  ])
  return kept(view) !== kept(now)
}

/** Whether there is anything worth keeping. */
export const isPlain = (state: ViewState): boolean => state.filter === '' && state.sort === null && state.group === null && state.lanes === null

/** The way to a view. */
export function viewAddress({ id, projectId, teamId, ...state }: Pick<View, 'id' | 'projectId' | 'teamId'> & ViewState, meId: string | null): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(viewParams(state, meId))) if (value !== null) params.set(name, value)
  params.set('saved', id)
  if (projectId === null) params.delete('view')
  return `${projectId === null ? `/teams/${teamId}/work` : `/projects/${projectId}`}?${params.toString()}`
}

/** Choices where the filter is no more than they can say, else a query. */
function viewParams({ kind, filter, sort, group, lanes, columns }: ViewState, meId: string | null): Record<string, string | null> {
  const chips = chipsOfText(filter, meId)
  return {
    ...filterParams(chips ?? emptyFilter), filter: chips && !(isEmptyFilter(chips) && filter.trim() !== '') ? null : filter,
    view: kind === 'table' ? kind : null, sort: sort satisfies TaskSort | null, group, lanes: lanes ?? null, columns: columns?.join(',') ?? null,
  }
}
