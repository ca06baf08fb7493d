// A CSV file as the plan of an import: the same that a Trello board becomes. Pure, so that it can be tried before anything is written.
import { priorities, type Priority } from '../features/priority.ts'
import { hues } from '../features/labels.ts'
import { categories, defaultWorkflow, type Category } from '../features/workflow.ts'
import { countPlan } from '../trello/import-counts.ts'
import { LENGTHS, LIMITS, Quota } from '../trello/import-limits.ts'
import { ImportError, type ImportPlan, type PlannedComment, type PlannedStatus, type PlannedTask } from '../trello/import-plan.ts'
import { cut, oneLine, storable } from '../trello/import-text.ts'
import { Warnings } from '../trello/import-warnings.ts'
import { categoryOfName } from '../trello/status-category.ts'
import type { CsvTarget } from './csv-columns.ts'
import { dayOrderOf, instantOf, type DayOrder } from './csv-dates.ts'
import type { CsvTable } from './csv-text.ts'

/** `targets` says for each column what it becomes; what has no time of its own gets `now`. Throws ImportError when there is no title or the file holds too much. */
export function planCsvImport({ headers, rows }: CsvTable, targets: readonly CsvTarget[], name: string, now: string): ImportPlan {
  if (!targets.includes('title')) throw new ImportError('invalid_csv', 'No column is the title', '1:1')
  const warnings = new Warnings()
  const columns = (target: CsvTarget) => targets.flatMap((one, index) => (one === target ? [index] : []))
  const quota = new Quota('tasks', LIMITS.tasks)
  const dated = [...columns('due'), ...columns('start'), ...columns('created')]
  const order = dayOrderOf(rows.flatMap((row) => dated.map((index) => row[index] ?? '')))
  const reader = new Reader({ headers, columns, warnings, order, now })
  const tasks = rows.flatMap((row, index) => {
    quota.spend(`${index + 2}:1`)
    return reader.task(row, index + 2) ?? []
  })
  const content = { name: oneLine(cut(storable(name), LENGTHS.name)) || 'Import', statuses: reader.statuses(), labels: reader.labels(), tasks: reader.sorted(tasks) }
  return { ...content, counts: countPlan(content), warnings: warnings.list() }
}

const URGENT: Record<string, Priority> = {
  highest: 'urgent', blocker: 'urgent', critical: 'urgent', dringend: 'urgent', kritisch: 'urgent', major: 'high', hoch: 'high', normal: 'medium', mittel: 'medium',
  minor: 'low', lowest: 'low', trivial: 'low', niedrig: 'low', gering: 'low',
}

interface File { headers: readonly string[]; columns: (target: CsvTarget) => number[]; warnings: Warnings; order: DayOrder; now: string }

class Reader {
  readonly #file: File
  readonly #statuses = new Map<string, { name: string; category: Category }>()
  readonly #labels = new Map<string, string>()
  readonly #statusQuota = new Quota('statuses', LIMITS.statuses)
  readonly #labelQuota = new Quota('labels', LIMITS.labels)

  constructor(file: File) {
    this.#file = file
  }

  /** A row as a task; null without a title, and said. */
  task(row: readonly string[], line: number): PlannedTask | null {
    const all = (target: CsvTarget) => this.#file.columns(target).map((index) => storable(row[index] ?? '').trim()).filter(Boolean)
    const title = oneLine(all('title')[0] ?? '')
    const where = `line ${line}`
    if (title === '') {
      this.#file.warnings.tally('row_without_title', where, (count) => `${count} rows have no title and are left out`)
      return null
    }
    const status = this.#statusOf(oneLine(all('status')[0] ?? ''), all('category')[0] ?? '')
    const category = [...this.#statuses.values()][status]!.category
    return {
      title: cut(title, LENGTHS.name), description: cut([...all('description'), ...this.#notes(row)].join('\n\n'), LENGTHS.prose), status, archivedAt: null,
      labels: all('labels').flatMap((text) => text.split(/[,;\n]/)).flatMap((text) => this.#labelOf(oneLine(text)) ?? []).filter((one, index, list) => list.indexOf(one) === index),
      dueAt: this.#time(all('due')[0], where, '23:59'), startAt: this.#time(all('start')[0], where, '00:00'), done: category === 'done',
      createdAt: this.#time(all('created')[0], where, '00:00'), priority: this.#priority(all('priority')[0] ?? '', where),
      people: [...new Set(all('people').flatMap((text) => text.split(/[;\n]|, /)).map((text) => cut(oneLine(text), LENGTHS.person)).filter(Boolean))],
      checklists: [], comments: all('comment').map((text) => this.#comment(text)), attachments: this.#links(all('link')),
    }
  }

  /** In the order of their kinds; without a column of statuses those of a new project. */
  statuses(): PlannedStatus[] {
    return this.#inOrder().map(({ name, category }) => ({ name, category, archived: false, color: COLORS[category] }))
  }

  labels(): ImportPlan['labels'] {
    return [...this.#labels.values()].map((name, index) => ({ name, color: hues[index % hues.length]! }))
  }

  /** The places of statuses as they come to stand. */
  sorted(tasks: readonly PlannedTask[]): PlannedTask[] {
    const found = [...this.#statuses.values()]
    const places = found.map((status) => this.#inOrder().indexOf(status))
    return tasks.map((task) => ({ ...task, status: places[task.status]! }))
  }

  #inOrder(): { name: string; category: Category }[] {
    return [...this.#statuses.values()].sort((a, b) => categories.indexOf(a.category) - categories.indexOf(b.category))
  }

  #statusOf(name: string, category: string): number {
    const wanted = cut(name || defaultWorkflow[1]!.name, LENGTHS.status)
    const key = wanted.toLowerCase()
    if (!this.#statuses.has(key)) {
      this.#statusQuota.spend('1:1')
      const known = categories.find((one) => one === category.toLowerCase()) ?? categoryOfName(wanted) ?? 'todo'
      this.#statuses.set(key, { name: wanted, category: known })
    }
    return [...this.#statuses.keys()].indexOf(key)
  }

  #labelOf(name: string): number | null {
    if (name === '') return null
    const key = name.toLowerCase()
    if (!this.#labels.has(key)) {
      this.#labelQuota.spend('1:1')
      this.#labels.set(key, cut(name, LENGTHS.label))
    }
    return [...this.#labels.keys()].indexOf(key)
  }

  #priority(text: string, where: string): Priority {
    const word = text.toLowerCase()
    const known = priorities.find((one) => one === word) ?? URGENT[word]
    if (word !== '' && !known) this.#file.warnings.tally('unknown_priority', where, (count) => `${count} priorities are not known and left out`)
    return known ?? 'none'
  }

  #time(text: string | undefined, where: string, usual: string): string | null {
    if (!text) return null
    const at = instantOf(text, this.#file.order, usual)
    if (at === null) this.#file.warnings.tally('unreadable_date', where, (count) => `${count} dates cannot be read and are left out`)
    return at
  }

  #notes(row: readonly string[]): string[] {
    const lines = this.#file.columns('note').flatMap((index) => (row[index]?.trim() ? [`${this.#file.headers[index]}: ${storable(row[index]).trim()}`] : []))
    return lines.length > 0 ? [lines.join('\n')] : []
  }

  /** As Jira writes them, `time;who;text`, or the text alone. */
  #comment(text: string): PlannedComment {
    const [first = '', author = '', ...rest] = text.split(';')
    const at = rest.length > 0 ? instantOf(first, this.#file.order, '00:00') : null
    if (at === null) return { author: '', body: cut(text, LENGTHS.prose), at: this.#file.now }
    return { author: cut(oneLine(author), LENGTHS.person), body: cut(rest.join(';').trim(), LENGTHS.prose), at }
  }

  #links(texts: readonly string[]): PlannedTask['attachments'] {
    return texts.flatMap((text) => {
      const url = /https?:\/\/[^\s;]+/.exec(text)?.[0]
      return url && url.length <= LENGTHS.url ? [{ name: cut(url, LENGTHS.name), url }] : []
    })
  }
}

const COLORS = Object.fromEntries(categories.map((category) =>
  [category, defaultWorkflow.find((status) => status.category === category)?.color ?? 'slate'])) as Record<Category, PlannedStatus['color']>
