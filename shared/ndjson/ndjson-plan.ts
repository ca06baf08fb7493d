// A file of tasks, a line of JSON each, as the plan of an import: line by line, as they come, so that nobody holds the whole text. Pure.
import { fittingValues } from '../csv/csv-fields.ts'
import { FoundLabels, FoundStatuses } from '../csv/found-names.ts'
import { MOST_FIELDS } from '../features/custom-fields.ts'
import { countPlan } from '../trello/import-counts.ts'
import { RELATION_FAULTS, relate, type Kin, type Relations } from '../relations/planned-relations.ts'
import { LENGTHS, LIMITS, Quota } from '../trello/import-limits.ts'
import { ImportError, LinesError, type Fault, type ImportPlan, type ImportWarning, type PlannedTask, type PlannedValue } from '../trello/import-plan.ts'
import { cut, oneLine, storable } from '../trello/import-text.ts'
import { Warnings } from '../trello/import-warnings.ts'
import { findExcess, findFault } from '../trello/json-fault.ts'
import type { Moment } from '../csv/csv-plan.ts'
import { escaped, isObject, LineFields, MOST_FAULTS, Place, type Reading } from './line-fields.ts'
import { LINE_FIELDS, taskOfLine, type Said, type Sources } from './line-task.ts'
import { fieldKey, LineField, TOO_MANY_FIELDS, valuesOfLine, type LineValue, type LineValues } from './line-values.ts'

/** What a file of lines may be at most. The characters of a line are counted as they are in UTF-8. */
export const NDJSON_LIMITS = { bytes: 64 * 1024 * 1024, line: 1024 * 1024 } as const

/** What is kept of a line: a task, and the values of custom fields as they are written. */
export interface ReadLine { task: PlannedTask; said: Said; values: LineValues; line: Place; kin: Kin }
/** All lines, and what they are to each other by their places. */
export interface ReadLines { tasks: readonly ReadLine[]; relations: Relations }

export class NdjsonPlan {
  readonly #reading: Reading
  readonly #sources: Sources
  readonly #quota = new Quota('tasks', LIMITS.tasks)
  readonly #tasks: ReadLine[] = []
  /** How the first line that names a field writes it, by what its name is found by. */
  readonly #fieldNames = new Map<string, string>()
  #number = 0

  constructor({ now, zone }: Moment) {
    this.#reading = { faults: [], zone }
    const quota = (noun: string) => new Quota(noun, LIMITS.details)
    this.#sources = {
      statuses: new FoundStatuses(), labels: new FoundLabels(), warnings: new Warnings(), now,
      quotas: { items: quota('check items'), comments: quota('comments'), attachments: quota('links'), names: quota('labels and people on tasks'), links: quota('links between tasks') },
    }
  }

  /** The next line. Throws ImportError where the file holds too much, or too many faults. */
  add(text: string): void {
    this.#number += 1
    const json = this.#number === 1 ? text.replace(/^\uFEFF/, '') : text
    if (json.trim() === '') return
    const at = `/lines/${this.#number}`
    this.#quota.spend(at)
    const object = this.#parsed(json, at)
    if (object) {
      const line = new LineFields(object, at, this.#reading, LINE_FIELDS)
      const read = { ...taskOfLine(line, this.#sources), values: valuesOfLine(line), line: new Place(at, this.#reading) }
      this.#noteFields(read)
      // Nothing comes in any more where something is wrong; reading on only tells what else is.
      if (this.#reading.faults.length === 0) this.#tasks.push(read)
    }
    if (this.#reading.faults.length >= MOST_FAULTS) this.#refuse()
  }

  /** What all lines bring. Throws LinesError where some are wrong, with each of them. */
  plan(name: string): ImportPlan {
    this.#refuseNothing()
    this.#refuse()
    const fields = this.#fields()
    const places = new Map([...fields.keys()].map((key, place) => [key, place]))
    const { parents, links } = this.#related()
    const tasks = this.#sources.statuses.sorted(this.#tasks.map(({ task, values, line }, place) => ({ ...task, ...(parents[place] !== null && { parent: parents[place]! }), ...(fields.size > 0 && { values: valuesFor(fields, places, values, line) }) })))
    this.#refuse()
    const { statuses, labels, warnings } = this.#sources
    const content = {
      name: oneLine(cut(storable(name), LENGTHS.name)) || 'Import', statuses: statuses.list(), labels: labels.list(),
      ...(fields.size > 0 && { fields: [...fields.values()].map(({ field }) => field) }), tasks, links,
    }
    return { ...content, counts: countPlan(content), warnings: warnings.list() }
  }

  /** All lines, for whom they are more than a plan. Throws LinesError where some are wrong. */
  read(): ReadLines {
    this.#refuseNothing()
    this.#refuse()
    const relations = this.#related()
    this.#refuse()
    return { tasks: this.#tasks, relations }
  }

  /** A task that is not in the file is told of: exports of a part name others. All else that does not fit is wrong. */
  #related(): Relations {
    return relate(this.#tasks.map(({ kin }) => kin), (fault, at) => {
      if (fault === 'unknown_task') this.#sources.warnings.add(fault, RELATION_FAULTS[fault], at)
      else new Place(at, this.#reading).refuse('', RELATION_FAULTS[fault], 'invalid_reference')
    })
  }

  /** What is wrong, that too which was found by whoever went on with the lines. */
  get faults(): readonly Fault[] {
    return this.#reading.faults
  }

  /** What is left behind. */
  get warnings(): ImportWarning[] {
    return this.#sources.warnings.list()
  }

  #refuseNothing(): void {
    if (this.#tasks.length === 0 && this.#reading.faults.length === 0) throw new ImportError('invalid_lines', 'The file has no lines', '/lines/1')
  }

  /** Refused at once where they are too many: none of what follows would be worth its time. */
  #noteFields({ values, line }: ReadLine): void {
    for (const name of values.keys()) {
      const key = fieldKey(name)
      if (this.#fieldNames.has(key)) continue
      if (this.#fieldNames.size === MOST_FIELDS) {
        line.refuse('/customFields', TOO_MANY_FIELDS, 'too_big')
        this.#refuse()
      }
      this.#fieldNames.set(key, name)
    }
  }

  /** In the order in which lines name them; names that differ in case only are one, those without any value none. */
  #fields(): Map<string, LineField> {
    const found = new Map<string, LineValue[]>([...this.#fieldNames.keys()].map((key) => [key, []]))
    for (const { values } of this.#tasks) {
      for (const [name, value] of values) if (value !== null) found.get(fieldKey(name))!.push(value)
    }
    const dating = { order: 'day' as const, zone: this.#reading.zone }
    return new Map([...found].filter(([, values]) => values.length > 0).map(([key, values]) => [key, new LineField(this.#fieldNames.get(key)!, values, dating)]))
  }

  #parsed(json: string, at: string): Record<string, unknown> | null {
    const refuse = (detail: string, code = 'invalid_json') => {
      this.#reading.faults.push({ pointer: at, detail, code })
      return null
    }
    const excess = findExcess(json, { depth: 10, objects: LIMITS.entries })
    if (excess) return refuse(`This line ${excess.what}`, 'too_large')
    try {
      const value: unknown = JSON.parse(json)
      return isObject(value) ? value : refuse('A line is to be one JSON object', 'invalid_type')
    } catch {
      return refuse(`This line is no JSON from its character ${findFault(json) + 1} on`)
    }
  }

  #refuse(): void {
    const [first, ...others] = this.#reading.faults
    if (first) throw new LinesError([first, ...others].slice(0, MOST_FAULTS) as [Fault, ...Fault[]])
  }
}

function valuesFor(fields: ReadonlyMap<string, LineField>, places: ReadonlyMap<string, number>, values: LineValues, line: Place): [number, PlannedValue][] {
  const found = [...values].flatMap(([name, value]): [number, PlannedValue][] => {
    const key = fieldKey(name)
    const field = fields.get(key)
    if (value !== null && !field!.holds(value)) line.refuse(`/customFields/${escaped(name)}`, 'These are more than 1,000 characters as one text', 'too_big')
    const planned = value === null ? null : field!.value(value)
    return planned === null ? [] : [[places.get(key)!, planned]]
  })
  const fitting = fittingValues(found)
  if (fitting.length < found.length) line.refuse('/customFields', 'All values of a task are 12,000 bytes at most', 'too_big')
  return fitting
}
