// What the parts of the table share: its lines, which cell one is at, and what is being typed.
import { createContext, tick } from 'svelte'
import { MediaQuery } from 'svelte/reactivity'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { locale } from '../../i18n/locale.svelte.ts'
import { announce, theme, type MenuEntry } from '../../ui/index.ts'
import { address } from '../board/address.svelte.ts'
import type { BoardScene, ColumnView } from '../board/board.scene.svelte.ts'
import { hasCards } from '../board/places.ts'
import type { TableSeat } from '../board/table-seat.ts'
import { edit } from './cells.ts'
import { isFieldColumn, moved, type ColumnName } from './columns.ts'
import { displayEntries } from './display.ts'
import type { Editing } from './editing.svelte.ts'
import { columnOf, fieldOf, labelOf } from './field-columns.ts'
import { TableLayout } from './layout.svelte.ts'
import { ALL, HEAD, lineKey, linesOf, type Line } from './lines.ts'
import { nextSorting, readSort, sorted, writeSort } from './order.ts'
import { t } from './words.ts'

const lineHeights = { comfortable: 40, compact: 34, dense: 28 }
const phoneHeight = 64
export const PICK_WIDTH = 36

export class TableGrid implements TableSeat {
  readonly scene: BoardScene
  readonly layout: TableLayout
  /** Where the keyboard is. */
  column = $state<ColumnName>('key')
  line = $state<string | null>(null)
  editing = $state.raw<Editing | null>(null)
  /** The value of a custom field that is being chosen, beside its cell. */
  picking = $state.raw<{ taskId: string; fieldId: string; anchor: HTMLElement } | null>(null)
  element: HTMLElement | null = null
  /** Lines are being drawn: who loses the focus now did not go elsewhere. */
  isDrawing = false
  readonly #phone = new MediaQuery('(max-width: 699px)')

  readonly isPhone = $derived.by(() => this.#phone.current)
  readonly lineHeight = $derived.by(() => (this.isPhone ? phoneHeight : lineHeights[theme.density]))
  readonly headHeight = $derived.by(() => (this.isPhone ? 0 : 32))
  readonly sorting = $derived.by(() => this.#sorting())
  /** Fields that are gone or archived have no column. */
  readonly #columns = $derived.by(() => this.layout.columns.filter((column) => (isFieldColumn(column) ? fieldOf(this.scene, column)?.archived === false : column !== 'project' || this.scene.isOfTeam)))
  /** Those that are drawn: where groups or a single project tell the project, no row does. */
  readonly shown = $derived.by(() => this.#columns.filter((column) => column !== 'project' || this.#isProjectNews()))
  readonly lines = $derived.by((): readonly Line[] => linesOf(this.scene.columns))
  readonly #places = $derived.by(() => new Map(this.lines.map(({ key }, place) => [key, place])))
  /** The place of the line that one is at; of the first line when that is gone. */
  readonly at = $derived.by(() => (this.line === HEAD ? -1 : this.#places.get(this.line ?? '') ?? this.#usualPlace()))

  /** The line in which is typed: where it began, else where the task is now. */
  readonly editingKey = $derived.by((): string | null => {
    const { editing } = this
    if (!editing || this.#places.has(editing.key)) return editing?.key ?? null
    return this.lines.find((line) => line.kind === 'task' && line.task.id === editing.taskId)?.key ?? null
  })

  constructor(scene: BoardScene) {
    this.scene = scene
    this.layout = new TableLayout(scene.meId, scene.isOfTeam)
  }

  get sort(): string | null {
    return this.sorting && writeSort(this.sorting)
  }

  /** The chosen columns, as a view keeps them and a file has them. */
  get columns(): readonly ColumnName[] {
    return this.#columns
  }

  /** The column that one is at; the first when that is not shown any more. */
  get columnNow(): ColumnName {
    return this.shown.includes(this.column) ? this.column : this.shown[0]!
  }

  widthOf(column: ColumnName): number {
    return this.layout.widthOf(column, columnOf(this.scene, column).width)
  }

  /** By a field that is gone nothing is sorted. */
  #sorting() {
    const sorting = readSort(address.get('sort'))
    return sorting && isFieldColumn(sorting.field) && !fieldOf(this.scene, sorting.field) ? null : sorting
  }

  arrange(columns: readonly ColumnView[]): readonly ColumnView[] {
    const places = new Map(this.scene.statuses.map(({ id }, place) => [id, place]))
    const inOrder = (tasks: readonly BoardTask[]) => sorted(tasks, this.sorting, { placeOf: (id) => places.get(id) ?? 0, language: locale.tag, fieldOf: (column) => fieldOf(this.scene, column), nameOf: (id) => this.scene.member(id)?.name ?? '' })
    if (address.group !== null) return columns.map((column) => ({ ...column, tasks: inOrder(column.tasks) }))
    const total = columns.reduce((sum, column) => sum + column.total, 0)
    const tasks = inOrder(columns.flatMap((column) => column.tasks))
    return [{ id: ALL, name: t('all'), tasks, total, status: null, fill: 0, value: null, isCollapsed: false }]
  }

  display(): MenuEntry[] {
    return displayEntries(this)
  }

  lineAt(place: number): Line | undefined {
    return this.lines[place]
  }

  /** The task of the line that one is at. */
  get task(): BoardTask | undefined {
    const line = this.line === HEAD ? undefined : this.lineAt(this.at)
    return line?.kind === 'task' ? line.task : undefined
  }

  /** All shown tasks, whatever the table is grouped by. */
  get everyId(): string[] {
    return this.scene.columns.flatMap(({ tasks }) => tasks.map(({ id }) => id))
  }

  /** Whether this is the cell that Tab leads to. */
  isAt(place: number, column: ColumnName): boolean {
    return this.at === place && this.columnNow === column
  }

  /** Goes to a cell and shows it. `place` -1 is the line of the columns' names. */
  async go(place: number, column: ColumnName = this.columnNow): Promise<void> {
    const line = this.lineAt(place)
    this.line = line?.key ?? HEAD
    this.column = column
    this.#reveal(place)
    await tick()
    const cell = this.cell(column)
    cell?.focus({ preventScroll: true })
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }

  /** The cell of the line that one is at. */
  cell(column: ColumnName = this.columnNow): HTMLElement | null {
    const line = this.element?.querySelector(`[data-line="${CSS.escape(this.line === HEAD ? HEAD : this.lineAt(this.at)?.key ?? '')}"]`)
    return line?.querySelector<HTMLElement>(`[data-column="${column}"]`) ?? line?.querySelector<HTMLElement>('[data-column]') ?? null
  }

  placeOf(groupId: string, taskId?: string): number {
    return this.#places.get(lineKey(groupId, taskId)) ?? -1
  }

  /** Scrolls so far that the line is drawn; the browser does the rest. */
  #reveal(place: number): void {
    if (!this.element || place < 0) return
    const [top, bottom] = [place * this.lineHeight, (place + 1) * this.lineHeight]
    const { scrollTop, clientHeight } = this.element
    if (top < scrollTop) this.element.scrollTop = top
    else if (bottom > scrollTop + clientHeight - this.headHeight) this.element.scrollTop = bottom - clientHeight + this.headHeight
  }

  revealTask(groupId: string, taskId: string): void {
    const place = this.placeOf(groupId, taskId)
    if (place < 0) return
    this.line = this.lineAt(place)!.key
    this.#reveal(place)
  }

  /** Edits the title. On a phone, where rows have no fields, the task opens. */
  async rename(taskId: string): Promise<void> {
    const task = this.scene.store.task(taskId)
    const place = this.placeOf(this.scene.columnOf(taskId) ?? '', taskId)
    if (!task || place < 0) return
    if (this.isPhone) return this.scene.open(task)
    await this.go(place, 'title')
    edit(this)
  }

  sortBy(column: ColumnName): void {
    const field = columnOf(this.scene, column).sort as Parameters<typeof nextSorting>[1] | undefined
    if (!field) return
    const next = nextSorting(this.sorting, field)
    address.set('sort', next && writeSort(next))
    announce(next ? t(next.isDescending ? 'sorted.down' : 'sorted.up', { column: labelOf(this.scene, column) }) : t('sorted.board'), 'assertive')
  }

  /** Puts a column so many places further. */
  moveColumn(column: ColumnName, by: number): void {
    const place = this.shown.indexOf(column) + by
    const there = this.shown[place]
    if (!there) return
    this.layout.show(moved(this.columns, column, this.columns.indexOf(there)))
    announce(t('moved', { column: labelOf(this.scene, column), place: place + 1, count: this.shown.length }), 'assertive')
  }

  #isProjectNews(): boolean {
    const { grouping, statuses } = this.scene
    return grouping !== 'project' && statuses.some(({ projectId }) => projectId !== statuses[0]!.projectId)
  }

  #usualPlace(): number {
    const group = this.scene.columns.find(hasCards)
    const taskId = this.scene.focusedId ?? ''
    const focused = this.scene.columns.find((column) => this.#places.has(lineKey(column.id, taskId)))
    if (focused) return this.#places.get(lineKey(focused.id, taskId))!
    return group ? this.#places.get(lineKey(group.id, group.tasks[0]!.id)) ?? 0 : this.lines.length > 0 ? 0 : -1
  }
}

export const [useTable, provideTable] = createContext<TableGrid>()
