// A CSV file as the plan of an import: the same that a Trello board becomes. Pure, so that it can be tried before anything is written.
import { MOST_FIELDS } from '../features/custom-fields.ts'
import { priorities, type Priority } from '../features/priority.ts'
import { fold } from '../filter/fold.ts'
import { RELATION_FAULTS, relate } from '../relations/planned-relations.ts'
import { countPlan } from '../trello/import-counts.ts'
import { LENGTHS, LIMITS, Quota } from '../trello/import-limits.ts'
import { ImportError, type ImportPlan, type PlannedComment, type PlannedTask, type PlannedValue } from '../trello/import-plan.ts'
import { cut, oneLine, storable } from '../trello/import-text.ts'
import { countOf, Warnings } from '../trello/import-warnings.ts'
import { cellOf } from './csv-cell.ts'
import type { CsvTarget } from './csv-columns.ts'
import { FieldColumn, fittingValues } from './csv-fields.ts'
import { FigureColumns } from './csv-figures.ts'
import { KinColumns } from './csv-kin.ts'
import { FoundLabels, FoundStatuses } from './found-names.ts'
import { dayOrderOf, instantOf, type Dating } from './csv-dates.ts'
import type { CsvTable } from './csv-text.ts'

/** When and where a file is imported: what has no time of its own gets `now`, what has one without an offset means that of the zone. */
export interface Moment { now: string; zone: string }

/** `targets` says for each column what it becomes. Throws ImportError when there is no title or the file holds too much. */
export function planCsvImport({ headers, rows }: CsvTable, targets: readonly CsvTarget[], name: string, { now, zone }: Moment): ImportPlan {
  if (!targets.includes('title')) throw new ImportError('invalid_csv', 'No column is the title', '1:1')
  const warnings = new Warnings()
  const columns = Map.groupBy(targets.keys(), (index) => targets[index]!)
  const quota = new Quota('tasks', LIMITS.tasks)
  const dated = (['due', 'start', 'created'] as const).flatMap((target) => columns.get(target) ?? [])
  const order = dayOrderOf(rows.flatMap((row) => dated.flatMap((index) => cellOf(row, index) || [])))
  const reader = new Reader({ headers, columns, warnings, order, zone, now })
  const kin = new KinColumns(headers, columns)
  const figures = new FigureColumns(headers, columns, warnings)
  const fields = fieldsOf({ headers, rows }, columns.get('field') ?? [], { order, zone }, warnings)
  const read = rows.flatMap((row, index) => {
    quota.spend(`${index + 2}:1`)
    const task = reader.task(row, index + 2)
    if (!task) return []
    const { isArchived, ...told } = figures.of(row, index + 2)
    return [{ task: withValues({ ...task, ...told, archivedAt: isArchived ? now : null }, row, fields), kin: kin.of(row, index + 2) }]
  })
  const { parents, links } = relate(read.map((one) => one.kin), (fault, at) => warnings.add(fault, RELATION_FAULTS[fault], at))
  const tasks = read.map(({ task }, place) => (parents[place] === null ? task : { ...task, parent: parents[place]! }))
  const content = { name: oneLine(cut(storable(name), LENGTHS.name)) || 'Import', statuses: reader.statuses.list(), labels: reader.labels.list(), ...(fields.length > 0 && { fields: fields.map(({ column }) => column.field) }), tasks: reader.statuses.sorted(tasks), links }
  return { ...content, counts: countPlan(content), warnings: warnings.list() }
}

interface FieldOfColumns { column: FieldColumn; indexes: readonly number[] }

/** A field's name has so many letters at most. */
const FIELD_NAME = 100
/** What the field of a column will be called, whatever the case. */
const fieldNameOf = (header: string) => fold(cut(oneLine(header), FIELD_NAME))

/** Columns of one name are one field, as Jira repeats them for several values. */
function fieldsOf({ headers, rows }: CsvTable, indexes: readonly number[], dating: Dating, warnings: Warnings): FieldOfColumns[] {
  const byName = [...Map.groupBy(indexes, (index) => fieldNameOf(headers[index]!))]
  if (byName.length > MOST_FIELDS) warnings.tally('too_many_fields', '1:1', (count) => `${countOf(count, 'field')} more than a project may have are left out`, byName.length - MOST_FIELDS)
  return byName.slice(0, MOST_FIELDS).map(([, own]) => ({ column: new FieldColumn(headers[own[0]!]!, rows.map((row) => cellsOf(row, own)), dating), indexes: own }))
}

const cellsOf = (row: readonly string[], indexes: readonly number[]) => indexes.flatMap((index) => cellOf(row, index) || [])

function withValues(task: PlannedTask, row: readonly string[], fields: readonly FieldOfColumns[]): PlannedTask {
  if (fields.length === 0) return task
  const values = fields.flatMap(({ column, indexes }, place): [number, PlannedValue][] => {
    const value = column.value(cellsOf(row, indexes))
    return value === null || (Array.isArray(value) && value.length === 0) ? [] : [[place, value]]
  })
  return { ...task, values: fittingValues(values) }
}

const FOREIGN_PRIORITIES = new Map(Object.entries<Priority>({
  highest: 'urgent', blocker: 'urgent', critical: 'urgent', dringend: 'urgent', kritisch: 'urgent', major: 'high', hoch: 'high', normal: 'medium', mittel: 'medium',
  minor: 'low', lowest: 'low', trivial: 'low', niedrig: 'low', gering: 'low',
}))

/** As many as a task can be given. */
const MOST_LABELS = 50

interface File extends Dating, Moment { headers: readonly string[]; columns: ReadonlyMap<CsvTarget, readonly number[]>; warnings: Warnings }

class Reader {
  readonly #file: File
  readonly statuses = new FoundStatuses()
  readonly labels = new FoundLabels()
  readonly #labelled = new Quota('labels on tasks', LIMITS.details)
  readonly #people = new Quota('people on tasks', LIMITS.details)
  readonly #comments = new Quota('comments', LIMITS.details)
  readonly #attachments = new Quota('links', LIMITS.details)

  constructor(file: File) {
    this.#file = file
  }

  /** A row as a task; null without a title, and said. */
  task(row: readonly string[], line: number): PlannedTask | null {
    const all = (target: CsvTarget) => (this.#file.columns.get(target) ?? []).flatMap((index) => cellOf(row, index) || [])
    const title = oneLine(all('title')[0] ?? '')
    const [where, place] = [`line ${line}`, `${line}:1`]
    if (title === '') {
      this.#file.warnings.tally('row_without_title', where, (count) => `${count} rows have no title and are left out`)
      return null
    }
    const { place: status, category } = this.statuses.find(oneLine(all('status')[0] ?? ''), all('category')[0] ?? '', '1:1')
    return {
      title: cut(title, LENGTHS.name), description: cut([...all('description'), ...this.#notes(row)].join('\n\n'), LENGTHS.prose), status, archivedAt: null,
      labels: this.#labelsOf(partsOf(all('labels'), /[,;\n]/, this.#labelled, place), where),
      dueAt: this.#time(all('due')[0], where, '23:59'), startAt: this.#time(all('start')[0], where, '00:00'), done: category === 'done',
      createdAt: this.#time(all('created')[0], where, '00:00'), priority: this.#priority(all('priority')[0] ?? '', where),
      people: [...new Set(partsOf(all('people'), /[;\n]|, /, this.#people, place).map((name) => cut(name, LENGTHS.person)))],
      checklists: [], comments: all('comment').map((text) => this.#comment(text, place)), attachments: this.#links(all('link'), place),
    }
  }

  /** Names that are the same once they are cut are one label. */
  #labelsOf(names: readonly string[], where: string): number[] {
    const found = Map.groupBy(names.map((name) => cut(name, LENGTHS.label)), (name) => name.toLowerCase())
    if (found.size > MOST_LABELS) {
      const say = (count: number) => `${countOf(count, 'label')} of tasks with more than ${MOST_LABELS} are left out`
      this.#file.warnings.tally('too_many_labels', where, say, found.size - MOST_LABELS)
    }
    return [...found.values()].slice(0, MOST_LABELS).map(([name]) => this.labels.find(name!, '1:1'))
  }

  #priority(text: string, where: string): Priority {
    const word = text.toLowerCase()
    const known = priorities.find((one) => one === word) ?? FOREIGN_PRIORITIES.get(word)
    if (word !== '' && !known) this.#file.warnings.tally('unknown_priority', where, (count) => `${count} priorities are not known and left out`)
    return known ?? 'none'
  }

  #time(text: string | undefined, where: string, usual: string): string | null {
    if (!text) return null
    const at = instantOf(text, this.#file, usual)
    if (at === null) this.#file.warnings.tally('unreadable_date', where, (count) => `${count} dates cannot be read and are left out`)
    return at
  }

  #notes(row: readonly string[]): string[] {
    const lines = [...this.#file.columns.get('note') ?? [], ...this.#file.columns.get('key') ?? []].sort((a, b) => a - b).flatMap((index) => {
      const text = cellOf(row, index)
      return text ? [`${this.#file.headers[index]}: ${text}`] : []
    })
    return lines.length > 0 ? [lines.join('\n')] : []
  }

  /** As Jira writes them, `time;who;text`, or the text alone. */
  #comment(text: string, place: string): PlannedComment {
    this.#comments.spend(place)
    const [first = '', author = '', ...rest] = text.split(';')
    const at = rest.length > 0 ? instantOf(first, this.#file, '00:00') : null
    if (at === null) return { author: '', body: cut(text, LENGTHS.prose), at: this.#file.now }
    return { author: cut(oneLine(author), LENGTHS.person), body: cut(rest.join(';').trim(), LENGTHS.prose), at }
  }

  #links(texts: readonly string[], place: string): PlannedTask['attachments'] {
    return texts.flatMap((text) => {
      const url = /https?:\/\/[^\s;]+/.exec(text)?.[0]
      if (!url || url.length > LENGTHS.url) return []
      this.#attachments.spend(place)
      return [{ name: cut(url, LENGTHS.name), url }]
    })
  }
}

/** What stands between separators, none of it empty, each one counted. */
function partsOf(texts: readonly string[], separator: RegExp, quota: Quota, place: string): string[] {
  return texts.flatMap((text) => text.split(separator).flatMap((part) => {
    quota.spend(place)
    return oneLine(part) || []
  }))
}
