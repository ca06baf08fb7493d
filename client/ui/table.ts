// The shape of a table's columns and the order of its rows.
export type TableColumn = {
  key: string
  label: string
  align?: 'start' | 'end'
  sortable?: boolean
  /** Left out on a phone. */
  minor?: boolean
}

export type TableSort = { key: string; direction: 'ascending' | 'descending' }

/** The order after one more press on a column's header: ascending, then descending, then ascending again. */
export function nextSort(current: TableSort | undefined, key: string): TableSort {
  const turned = current?.key === key && current.direction === 'ascending'
  return { key, direction: turned ? 'descending' : 'ascending' }
}
