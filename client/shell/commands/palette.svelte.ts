// What the palette shows for what is typed: commands and tasks, found here at once and by the server a moment later.
import { untrack } from 'svelte'
import type { Stores } from '../../client.svelte.ts'
import { commands, type Command, type Group } from './commands.svelte.ts'
import { commandEntries, entryOf, everythingEntry, hitEntry, isTask, taskEntries, taskEntry, type Entry } from './entries.ts'
import { search } from './fuzzy.ts'
import { recentIds } from './recent.ts'
import { recentTasksOf } from '../../features/tasks/recent-tasks.svelte.ts'
import { t } from './words.ts'

const MOST = 40
const MOST_FROM_SERVER = 10
const CALM = 200
const MOST_OPENED = 5

export interface Section { heading: string; entries: readonly Entry[] }

export class PaletteSearch {
  typed = $state('')
  /** The command whose choices are shown. */
  within = $state.raw<Command | null>(null)
  /** The task's commands were taken off by the person. */
  isAboutNothing = $state(false)
  isSearching = $state(false)
  #elsewhere = $state.raw<readonly Entry[]>([])
  #timer: ReturnType<typeof setTimeout> | undefined
  #aborted = new AbortController()
  readonly #stores: Stores
  readonly #recent = recentIds()
  readonly #subject = $derived(commands.subject)
  readonly #tasks: readonly Entry[]
  /** Opened lately, but for the one that is open. */
  readonly #opened = $derived.by(() => recentTasksOf(this.#stores).list.filter(({ key }) => key !== openKey()).map((task) => taskEntry(this.#stores, task)))
  readonly #commands = $derived.by(() => commandEntries(
    commands.all.filter(({ group }) => group !== 'task' || !this.isAboutNothing)))
  readonly sections = $derived.by(() => this.#sections())
  readonly entries = $derived.by(() => this.sections.flatMap(({ entries }) => entries))

  constructor(stores: Stores, within: string | null) {
    this.#stores = stores
    this.#tasks = untrack(() => taskEntries(stores))
    this.within = commands.all.find(({ id }) => id === within) ?? null
  }

  /** What the commands are about, for the chip: the chosen command, else the task. */
  get subject(): string | null {
    if (this.within) return this.within.words
    return this.isAboutNothing ? null : this.#subject
  }

  /** Leaves the innermost scope; answers whether there was one. */
  leaveScope(): boolean {
    if (this.within) this.within = null
    else if (this.#subject && !this.isAboutNothing) this.isAboutNothing = true
    else return false
    return true
  }

  type(typed: string): void {
    this.typed = typed
    clearTimeout(this.#timer)
    this.#aborted.abort()
    this.isSearching = !this.within && typed.trim().length > 1
    if (!this.isSearching) return void (this.#elsewhere = [])
    this.#timer = setTimeout(() => void this.#ask(typed.trim()), CALM)
  }

  enter(command: Command): void {
    this.within = command
    this.type('')
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#aborted.abort()
  }

  #sections(): Section[] {
    if (this.within) return [{ heading: '', entries: this.#within(this.within) }]
    if (!this.typed.trim()) return this.#unasked()
    const own = search([...this.#commands, ...this.#tasks, ...this.#elsewhereOpened()], this.typed, MOST)
    const known = new Set(own.map(({ command }) => command.id))
    const found = [...own, ...this.#elsewhere.filter(({ command }) => !known.has(command.id))]
    // Where nothing is found, a task can be created instead.
    return [{ heading: '', entries: found.length === 0 ? found : [...found, everythingEntry(this.typed.trim())] }]
  }

  #within(command: Command): readonly Entry[] {
    const all = (command.choices?.() ?? []).map(entryOf)
    return this.typed.trim() ? search(all, this.typed, MOST) : all
  }

  /** Nothing typed yet: what one acts on, what was used lately, and the rest under its headings. */
  #unasked(): Section[] {
    const all = this.#commands.filter(({ command }) => !command.words.includes(' › ') && !isPlace(command))
    const byId = new Map([...this.#commands, ...this.#tasks].map((entry) => [entry.command.id, entry]))
    const recent = this.#recent.flatMap((id) => byId.get(id) ?? []).filter((entry) => entry.command.group !== 'task' && !isTask(entry))
    const groups: Group[] = ['task', 'board', 'create', 'go', 'look', 'you']
    const sections = groups.map((group) => ({
      heading: t(`group.${group}`),
      entries: all.filter((entry) => entry.command.group === group && !recent.includes(entry)).sort(ofScreenFirst),
    }))
    sections.splice(1, 0, { heading: t('group.recent'), entries: recent }, { heading: t('group.opened'), entries: this.#opened.slice(0, MOST_OPENED) })
    return sections.filter(({ entries }) => entries.length > 0)
  }

  /** Those of boards that are not followed: the others are among the tasks already. */
  #elsewhereOpened(): Entry[] {
    const ids = new Set(this.#tasks.map(({ command }) => command.id))
    return this.#opened.filter(({ command }) => !ids.has(command.id))
  }

  async #ask(text: string): Promise<void> {
    this.#aborted = new AbortController()
    const { signal } = this.#aborted
    const found = await this.#stores.api.call('search', { query: { q: text.slice(0, 200), limit: MOST_FROM_SERVER }, signal }).catch(() => null)
    if (signal.aborted) return
    this.#elsewhere = (found?.data.tasks ?? []).map((hit) => hitEntry(this.#stores, hit))
    this.isSearching = false
  }
}

/** The first one runs by Enter alone: it is what the open screen is about, not its star. */
const ofScreenFirst = (a: Entry, b: Entry) => Number(a.command.scope === 'everywhere') - Number(b.command.scope === 'everywhere')

const openKey = () => new URLSearchParams(location.search).get('task')

const isPlace = ({ id }: Command) => id.startsWith('project.') || id.startsWith('team.')
export { isTask }
