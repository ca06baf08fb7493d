// What the board's components share: the shown columns, who holds the focus, what is open, and how to look things up.
import { createContext } from 'svelte'
import type { Label } from '../../../shared/features/labels.ts'
import type { Member } from '../../../shared/features/members.ts'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { isOver, type Status } from '../../../shared/features/workflow.ts'
import type { Stores } from '../../client.svelte.ts'
import { clock, instantOf, ringFill, todayIn, zone } from '../../ui/index.ts'
import { address } from './address.svelte.ts'
import { Barriers } from './barriers.svelte.ts'
import type { CardList } from './card-list.ts'
import { isEmptyFilter, matcher } from './board-filter.ts'
import type { TaskBoard } from './board.store.svelte.ts'
import { CameInto } from './came-into.svelte.ts'
import type { LaneSeat } from './lane-seat.ts'
import { fieldsOnCards, filterLanguage, laneBoard } from './late-parts.ts'
import {
  columnIdOf, fieldOf, groupTasks, type FactGrouping, type FieldGrouping, type Grouping,
} from './grouping.ts'
import { cardElement, cardLink, columnElement } from './card-elements.ts'
import { sameColumn, type ColumnView, type StatusColumn } from './column-view.ts'
import { CollapsedColumns } from './collapsed-columns.svelte.ts'
import { groupName, groupValues } from './group-names.ts'
import { Hand } from './hand.svelte.ts'
import type { Release } from './motion.ts'
import { hasCards, neighbourIn, type Neighbour, type Step } from './places.ts'
import type { RecentChange } from './recent-changes.ts'
import { Refusals } from './refusals.svelte.ts'
import { SceneScope } from './scene-scope.ts'
import { Selected } from './selected.svelte.ts'
import type { TableSeat } from './table-seat.ts'
import { t } from './words.ts'

export type { ColumnView, StatusColumn }
export type PickerKind = 'status' | 'assignees' | 'priority' | 'labels' | 'due' | 'start'
export interface OpenPicker { taskIds: readonly string[]; kind: PickerKind; anchor: HTMLElement }
export interface Face { id: string; name: string; bot: boolean; inactive: boolean }
const MOST_MARKS = 5
const none: readonly Status[] = []

export class BoardScene extends SceneScope {
  readonly hand = new Hand()
  readonly refusals = new Refusals()
  readonly barriers = new Barriers(this)
  readonly collapsed: CollapsedColumns
  readonly cameInto = new CameInto()
  /** What ends with the board's screen. */
  readonly ends: (() => void)[] = []
  readonly lists = new Map<string, CardList>()
  readonly #before = new Map<string, ColumnView>()
  /** The card that Tab leads to. */
  focusedId = $state<string | null>(null)
  /** In which column that card is: grouped by person or label a task can be in several. */
  focusedColumnId = $state<string | null>(null)
  /** The focus was last on a card, not in the panel of the open task: commands are about that card. */
  isAtCard = $state(false)
  /** Where the field for new tasks is open: under a card, or at the foot of a column. */
  adding = $state.raw<{ columnId: string; afterTaskId?: string } | null>(null)
  /** Where the pointer let go of a card: from there it goes to its place. */
  droppedFrom: Release | null = null
  /** On a phone the filter is opened by a button. */
  filterShown = $state(false)
  /** The field for a filter in the filter language is open. */
  queryShown = $state(false)
  renamingId = $state<string | null>(null)
  picker = $state.raw<OpenPicker | null>(null)
  /** While tasks are shown as a table. */
  table = $state.raw<TableSeat | null>(null)
  /** Own tasks that the filter would hide; they stay until the focus leaves them. */
  kept = $state.raw<ReadonlySet<string>>(new Set())

  readonly filter = $derived.by(() => address.filter)
  readonly isFiltered = $derived.by(() => !isEmptyFilter(this.filter) || address.query !== '')
  readonly zone = $derived.by(() => zone.name)
  readonly today = $derived.by(() => todayIn(this.zone, clock.now))
  // Cards read these, not the view: a change of one task must not make every card think anew.
  readonly #all = $derived.by(() => this.store.view?.statuses ?? none)
  readonly #ownLabels = $derived.by(() => this.store.view?.labels)
  /** Labels that tasks can have: the project's, then the organization's. */
  readonly labels = $derived.by((): ReadonlyMap<string, Label> => new Map([...this.#ownLabels ?? [], ...this.stores.organizations.labels.map((label) => [label.id, label] as const)]))
  readonly #members = $derived.by(() => this.store.view?.members)
  readonly statuses = $derived.by(() => this.#all.filter(({ archived }) => !archived))
  readonly statusById = $derived.by(() => new Map(this.#all.map((status) => [status.id, status])))
  readonly #groupField = $derived.by(() => this.store.view?.customFields.get(fieldOf(address.group) ?? ''))
  /** What groups by a custom field are; null for other groupings, and where there is no such field (any more). */
  readonly fieldGroups = $derived.by(() => (this.#groupField && fieldsOnCards.part?.fieldGroups(this.#groupField)) ?? null)
  /** The part that knows them is on its way: until then there is nothing to draw. */
  readonly awaitsGroups = $derived.by(() => this.#groupField !== undefined && !fieldsOnCards.part)
  readonly grouping = $derived.by((): Grouping => (this.#isKnownGroup(address.group) ? address.group : 'status'))
  /** The statuses, however the board is grouped. */
  readonly statusColumns = $derived.by((): StatusColumn[] => this.#statusColumns())
  readonly #wantedLanes = $derived.by(() => (address.isTable || this.grouping !== 'status' ? null : address.get('lanes') || null))
  readonly #laneField = $derived.by(() => this.store.view?.customFields.get(fieldOf(this.#wantedLanes) ?? ''))
  /** The part that divides the board into lanes is on its way: until then there is nothing to draw. */
  readonly awaitsLanes = $derived.by(() => this.#wantedLanes !== null && !laneBoard.part)
  /** What the board is divided into besides its columns; null for a board without lanes. */
  readonly lanes = $derived.by((): LaneSeat | null => (this.#wantedLanes === null ? null : laneBoard.part?.lanesOf(this, this.#wantedLanes, this.#laneField) ?? null))
  /** Where tasks stand: columns, or the cells of lanes. */
  readonly columns = $derived.by((): readonly ColumnView[] => {
    const columns = this.grouping === 'status' ? this.statusGroups() : this.#groupColumns(this.grouping)
    return this.table?.arrange(columns) ?? this.lanes?.arrange(this.statusColumns) ?? columns
  })
  /** The columns that have a name at the top, also above lanes. */
  readonly heads = $derived.by(() => (this.lanes ? this.statusColumns : this.columns))
  readonly shownCount = $derived.by(() => this.statusColumns.reduce((sum, { tasks }) => sum + tasks.length, 0))
  readonly totalCount = $derived.by(() => this.statusColumns.reduce((sum, { total }) => sum + total, 0))
  readonly openTask = $derived.by(() => this.taskCalled(address.task))
  readonly openTaskId = $derived.by(() => this.openTask?.id ?? null)
  readonly assignable = $derived.by(() => this.stores.organizations.membersOf(this.store.view?.project.teamId ?? ''))
  /** Others' changes that are marked on their cards: the newest few. */
  readonly marks = $derived.by(() => this.#marks())
  readonly selected = new Selected(() => this.columns)
  /** The one card with `tabindex="0"`: the last focused, else the first. */
  readonly tabStopId = $derived.by(() => this.#tabStop())
  readonly tabStopColumnId = $derived.by(() => (this.tabStopId === null ? null : this.columnOf(this.tabStopId)))

  /** @param isPart Shows a task of another scene, which tells of refusals. */
  constructor(stores: Stores, store: TaskBoard, isPart = false) {
    super(stores, store)
    this.collapsed = new CollapsedColumns(stores.session.membershipId, store.projectId)
    if (!isPart) this.refusals.listen(stores.outbox, store, stores.conflicts, () =>
      stores.session.can('task.overrule', stores.organizations.subject(store.view?.project.teamId ?? '')))
  }

  #isKnownGroup(by: Grouping | null): by is Grouping {
    return by !== null && (fieldOf(by) ? this.fieldGroups !== null : (this.groupings as readonly string[]).includes(by))
  }

  /** The statuses as groups. */
  protected statusGroups(): readonly ColumnView[] {
    return this.statusColumns
  }

  /** The statuses that all of these tasks can have. */
  statusColumnsFor(_tasks: readonly BoardTask[]): readonly StatusColumn[] {
    return this.statusColumns
  }

  /** The labels that all of these tasks can have. */
  labelsFor(_tasks: readonly BoardTask[]): readonly Label[] {
    return [...this.labels.values()]
  }

  /** What dialogs about these tasks stand on: the board of their project. */
  about(_tasks: readonly BoardTask[]): BoardScene {
    return this
  }

  member(id: string | null): Member | undefined {
    return id === null ? undefined : this.stores.organizations.member(id) ?? this.#members?.get(id)
  }

  /** "You", or the person's name. */
  nameOf(id: string | null): string {
    if (id !== null && id === this.meId) return t('you')
    return this.member(id)?.name ?? t('somebody')
  }

  /** What faces need of people. */
  facesOf(ids: readonly string[]): Face[] {
    return ids.map((id) => {
      const member = this.member(id)
      return { id, name: member?.name ?? t('somebody'), bot: member?.kind === 'bot',
        inactive: member?.status === 'deactivated' }
    })
  }

  /** Others who have the task open. */
  viewersOf(taskId: string): Face[] {
    return this.facesOf(this.stores.presence.onTask(taskId).map(({ membershipId }) => membershipId))
  }

  labelsOf(task: BoardTask): Label[] {
    return task.labelIds.flatMap((id) => this.labels.get(id) ?? [])
  }

  isOver(task: BoardTask): boolean {
    return isOver(this.statusById.get(task.statusId)?.category ?? 'todo')
  }

  /** Whether one may take the task into the hand: what a drop changes depends on how the board is grouped. */
  mayCarry(task: BoardTask): boolean {
    if (this.lanes && this.can('task.update', task)) return true
    return this.can(this.grouping === 'status' ? 'task.move' : 'task.update', task)
  }

  /** Scrolls the card into view. */
  reveal(taskId: string, then: () => void = () => {}): void {
    const task = this.store.task(taskId)
    if (!task) return
    this.lists.get(this.columnOf(taskId) ?? '')?.reveal(taskId)
    requestAnimationFrame(() => {
      then()
      // Once more when it is drawn: until then its place was an estimate.
      cardElement(taskId)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    })
  }

  /** Shows the card and puts the focus on it: at once where it is drawn, as the next key is already about it. */
  focus(taskId: string, columnId: string | null = this.columnOf(taskId)): void {
    this.focusedId = taskId
    this.focusedColumnId = columnId
    const take = () => this.focusedId === taskId && this.seatOf(taskId)?.focus({ preventScroll: true })
    take()
    this.reveal(taskId, take)
  }

  /** What takes the focus for a task: its card, or its column where that is collapsed. */
  seatOf(taskId: string): HTMLElement | null {
    const columnId = this.columnOf(taskId) ?? ''
    return cardLink(taskId) ?? this.lanes?.seat(columnId) ?? columnElement(columnId)?.querySelector<HTMLElement>('[data-expand]') ?? null
  }

  open(task: BoardTask): void {
    this.focusedId = task.id
    address.showTask(task.key || task.id)
  }

  closeTask(): void {
    const taskId = this.openTaskId
    address.showTask(null)
    if (taskId) this.focus(taskId)
  }

  #marks(): ReadonlyMap<string, RecentChange> {
    const recent = [...this.store.recentChanges].filter(([taskId]) => !this.hand.holds(taskId))
    return new Map(recent.sort(([, a], [, b]) => b.at - a.at).slice(0, MOST_MARKS))
  }

  /** The column of a task: the one that it was last focused in, else the first that shows it. */
  columnOf(taskId: string): string | null {
    const shows = (column: ColumnView | undefined) => column?.tasks.some(({ id }) => id === taskId)
    const focused = this.columns.find(({ id }) => id === this.focusedColumnId)
    const open = this.columns.find((column) => !column.isCollapsed && shows(column))
    return (shows(focused) ? focused : open ?? this.columns.find(shows))?.id ?? null
  }

  /** The column at the top that a cell is under; any other column is its own. */
  headOf(columnId: string | undefined): string | undefined {
    return (this.lanes && this.columns.find(({ id }) => id === columnId)?.status?.id) ?? columnId
  }

  /** Where the arrows lead from a task. */
  neighbour(taskId: string, to: Step): Neighbour | null {
    const columnId = this.columnOf(taskId) ?? ''
    return this.lanes ? this.lanes.neighbour(columnId, taskId, to) : neighbourIn(this.columns, columnId, taskId, to)
  }

  #statusColumns(): StatusColumn[] {
    const active = this.statuses.filter(({ category }) => category === 'active')
    const shows = this.isFiltered ? this.#matcher() : null
    return this.statuses.map((status) => {
      const all = this.store.column(status.id)
      return this.#unchanged<StatusColumn>({
        id: status.id, name: status.name, status, total: all.length, tasks: shows ? all.filter(shows) : all,
        fill: ringFill(active.indexOf(status), active.length), value: null,
      })
    })
  }

  #groupColumns(by: FactGrouping | FieldGrouping): ColumnView[] {
    const known = groupValues(this, by)
    const tasks = this.statuses.flatMap(({ id }) => this.store.column(id))
    const totals = new Map(groupTasks(by, tasks, known).map(({ value, tasks: all }) => [value, all.length]))
    const shown = this.isFiltered ? tasks.filter(this.#matcher()) : tasks
    const values = [...totals.keys()]
    return groupTasks(by, shown, values).map((group) => this.#unchanged<ColumnView>({
      ...group, id: columnIdOf(by, group.value), name: groupName(this, by, group.value), status: null, fill: 0,
      total: totals.get(group.value) ?? 0,
    }))
  }

  /** A column as it was drawn last when nothing of it changed, so that nothing in it is drawn again. */
  #unchanged<C extends ColumnView>(made: Omit<C, 'isCollapsed'>): C {
    const column = { ...made, isCollapsed: this.collapsed.has(made.id) } as C
    const before = this.#before.get(column.id)
    if (before && sameColumn(before, column)) return before as C
    this.#before.set(column.id, column)
    return column
  }

  #matcher(): (task: BoardTask) => boolean {
    const bounds = { now: clock.now, endOfToday: Date.parse(instantOf(this.today, this.zone)) }
    const matches = matcher(this.filter, bounds, (task) => this.isOver(task))
    const asked = filterLanguage.part?.testOf(this, address.query)
    return (task) => this.kept.has(task.id) || (matches(task) && (!asked || asked(task)))
  }

  #tabStop(): string | null {
    const filled = this.columns.filter(hasCards)
    if (filled.some(({ tasks }) => tasks.some(({ id }) => id === this.focusedId))) return this.focusedId
    return filled[0]?.tasks[0]?.id ?? null
  }
}

export const [useScene, provideScene] = createContext<BoardScene>()
