// What the "Display" menu offers for a table: groups, order, columns, density.
import { announce, theme, type MenuEntry } from '../../ui/index.ts'
import { densities } from '../../ui/theme.svelte.ts'
import { address } from '../board/address.svelte.ts'
import { chooseGrouping } from '../board/display.svelte.ts'
import { groupEntries } from '../custom-fields/group-entries.ts'
import type { Grouping } from '../board/grouping.ts'
import { t as ofBoard } from '../board/words.ts'
import { toggledColumn } from './columns.ts'
import { allColumns, columnOf, labelOf } from './field-columns.ts'
import { exportFormats } from '../../../shared/features/exports.ts'
import { t as ofExports } from '../exports/words.ts'
import { exportShown } from './export-shown.ts'
import type { TableGrid } from './table.svelte.ts'
import { t } from './words.ts'

export function displayEntries(table: TableGrid): MenuEntry[] {
  const { scene, layout, sorting } = table
  const group = (by: Grouping | null) => {
    chooseGrouping(scene.store.projectId, by)
    scene.adding = null
    announce(t('grouped', { by: by ?? 'none' }), 'assertive')
  }
  const all = allColumns(scene)
  const sortable = all.filter((name) => columnOf(scene, name).sort)
  return [
    { heading: ofBoard('display.groupBy') },
    { label: t('group.none'), checked: address.group === null, onselect: () => group(null) },
    ...scene.groupings.map((by) => ({ label: ofBoard(`display.group.${by}`), checked: address.group !== null && scene.grouping === by, onselect: () => group(by) })),
    ...groupEntries(scene),
    { rule: true },
    { label: t('sortBy'), items: [
      { label: t('sort.board'), checked: sorting === null, onselect: () => address.set('sort', null) },
      ...sortable.map((name) => ({
        label: labelOf(scene, name), checked: sorting?.field === columnOf(scene, name).sort, onselect: () => table.sortBy(name),
      })),
    ] },
    { label: t('columns'), items: [
      ...all.map((name) => ({
        label: labelOf(scene, name), checked: table.columns.includes(name), unavailable: name === 'title' ? t('column.always') : table.columns.includes(name) && !table.shown.includes(name) ? t('column.told') : undefined,
        onselect: () => layout.show(toggledColumn(table.columns, name)),
      })),
      { rule: true },
      { label: t('columns.reset'), onselect: () => layout.reset() },
    ] },
    { label: ofExports('export'), items: [
      ...exportFormats.map((format) => ({ label: ofExports(`as.${format}`), onselect: () => void exportShown(table, format) })),
      { rule: true },
      ...exportFormats.map((format) => ({ label: t('export.all', { format: ofExports(`as.${format}`) }), onselect: () => void exportShown(table, format, true) })),
    ] },
    { label: ofBoard('display.density'), items: densities.map((density) => ({
      label: ofBoard(`display.density.${density}`), checked: theme.density === density, onselect: () => (theme.density = density),
    })) },
  ]
}
