// Making columns narrow and wide again; the focus stays with the column, and it is said aloud.
import { announce } from '../../ui/index.ts'
import type { BoardScene } from './board.scene.svelte.ts'
import { columnElement } from './card-elements.ts'
import { spokenName } from './column-words.ts'
import { t } from './words.ts'

export function collapseColumn(scene: BoardScene, cellId: string): void {
  const columnId = scene.headOf(cellId)!
  const column = scene.heads.find(({ id }) => id === columnId)
  if (!column || column.isCollapsed) return
  if (scene.headOf(scene.adding?.columnId) === columnId) scene.adding = null
  scene.collapsed.collapse(columnId)
  announce(t('column.collapsed', { column: spokenName(column, scene.isFiltered) }), 'assertive')
  focusIn(columnId, '[data-expand]')
}

/** Opens a column; the focus goes to its first card. */
export function expandColumn(scene: BoardScene, columnId: string): void {
  scene.collapsed.expand(columnId)
  const first = scene.heads.find(({ id }) => id === columnId)?.tasks[0]
  // Its cards can be in lanes that are closed.
  if (first && !scene.lanes) scene.focus(first.id, columnId)
  else focusIn(columnId, '[data-collapse]')
}

export function expandAllColumns(scene: BoardScene): void {
  const held = document.activeElement?.closest<HTMLElement>('[data-collapsed]')?.dataset.columnId
  scene.collapsed.expandAll()
  announce(t('columns.expanded'), 'assertive')
  if (held) expandColumn(scene, held)
}

function focusIn(columnId: string, selector: string): void {
  requestAnimationFrame(() => columnElement(columnId)?.querySelector<HTMLElement>(selector)?.focus())
}
