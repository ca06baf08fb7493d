// What offers lanes: the Display menu, the palette, and keys.
import { viewLanes } from '../../../shared/features/view-lanes.ts'
import { announce, type MenuEntry } from '../../ui/index.ts'
import type { Command } from '../../shell/commands/commands.svelte.ts'
import { overlay } from '../../shell/commands/overlay.svelte.ts'
import type { BoardScene } from '../board/board.scene.svelte.ts'
import { chooseLanes } from '../board/display.svelte.ts'
import { t as ofBoard } from '../board/words.ts'
import { groupableFields } from '../custom-fields/group-entries.ts'
import { emptyLanes } from './collapsed-lanes.svelte.ts'
import { laneToggle, type Lanes } from './lanes.svelte.ts'
import { t } from './words.ts'

interface Choice { by: string | null; name: string }

const choicesOf = (scene: BoardScene): Choice[] => [
  { by: null, name: t('by.none') },
  ...viewLanes.map((by) => ({ by, name: by === 'parent' ? t('by.parent') : ofBoard(`display.group.${by}`) })),
  ...groupableFields(scene).map(({ id, name }) => ({ by: `field.${id}`, name })),
]

function choose(scene: BoardScene, { by, name }: Choice): void {
  chooseLanes(scene.store.projectId, by)
  scene.adding = null
  announce(by === null ? t('chosen.none') : t('chosen', { name }), 'assertive')
}

const isChosen = (scene: BoardScene, by: string | null) => (scene.lanes?.by ?? null) === by

/** What "Display" offers. */
export function laneEntries(scene: BoardScene): MenuEntry[] {
  const items: MenuEntry[] = [
    ...choicesOf(scene).map((choice) => ({ label: choice.name, checked: isChosen(scene, choice.by), onselect: () => choose(scene, choice) })),
    { rule: true }, { label: t('hideEmpty'), checked: emptyLanes.areHidden, onselect: () => emptyLanes.toggle() },
  ]
  const unavailable = scene.grouping === 'status' ? undefined : t('onlyByStatus')
  return [{ rule: true }, unavailable ? { label: t('lanesBy'), unavailable } : { label: t('lanesBy'), items }]
}

/** The same in the palette. */
export function lanesBy(scene: BoardScene): Command[] {
  if (scene.grouping !== 'status') return []
  const all = { group: 'look', scope: 'board' } as const
  const choices = () => choicesOf(scene).map((choice): Command =>
    ({ ...all, id: `board.lanes.${choice.by ?? 'none'}`, words: choice.name, isSet: isChosen(scene, choice.by), run: () => choose(scene, choice) }))
  return [{ ...all, id: 'board.lanes', words: t('lanesBy'), choices, run: () => overlay.showPalette('board.lanes') }]
}

/** Closes a lane or opens it, and says so; what had the focus in it leaves it to the lane's name. */
export function toggleLane(scene: BoardScene, lanes: Lanes, laneId: string): void {
  const lane = lanes.list.find(({ id }) => id === laneId)
  if (!lane) return
  if (!lane.isCollapsed && lane.cells.some(({ id }) => id === scene.adding?.columnId)) scene.adding = null
  lanes.collapsed.toggle(laneId)
  announce(t(lane.isCollapsed ? 'expanded' : 'collapsed', { lane: lane.name }), 'assertive')
  laneToggle(laneId)?.focus()
}

/** While there are lanes. */
export function laneCommands(scene: BoardScene): Command[] {
  const lanes = scene.lanes as Lanes | null
  const here = lanes?.cell(scene.focusedColumnId) ?? lanes?.cell(scene.columnOf(scene.tabStopId ?? ''))
  if (!lanes || !here) return []
  const all = { group: 'look', scope: 'board' } as const
  const expandAll = () => {
    lanes.collapsed.expandAll()
    announce(t('allExpanded'), 'assertive')
  }
  return [
    { ...all, id: 'lane.toggle', words: t('toggle'), keys: ['shift+l'], run: () => toggleLane(scene, lanes, laneWithFocus() ?? here.laneId) },
    { ...all, id: 'lanes.expand', words: t('expandAll'), run: expandAll },
  ]
}

const laneWithFocus = (): string | undefined => document.activeElement?.closest<HTMLElement>('[data-lane]')?.dataset.lane
