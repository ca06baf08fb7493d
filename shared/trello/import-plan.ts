// What an import is going to make: everything of a board in its final order, before any of it touches the database.
import type { z } from 'zod'
import type { ImportCounts, importWarning } from '../features/imports.ts'
import type { FieldKind } from '../features/custom-fields.ts'
import type { LinkKind } from '../features/links.ts'
import type { Hue } from '../features/labels.ts'
import type { Priority } from '../features/priority.ts'
import type { Category } from '../features/workflow.ts'

export type LabelColor = Hue

export interface PlannedStatus { name: string; category: Category; archived: boolean; color: LabelColor }
export interface PlannedLabel { name: string; color: LabelColor }
export interface PlannedChecklist { title: string; items: { text: string; done: boolean }[] }
export interface PlannedComment { author: string; body: string; at: string }
export interface PlannedMilestone { name: string; dueOn: string | null; doneAt: string | null }
/** Options of a select by their names. */
export interface PlannedField { name: string; kind: FieldKind; options: string[] }
/** Of a select the place of the option, of several their places. */
export type PlannedValue = string | number | true | number[]
export interface PlannedAttachment { name: string; url: string }

/** Between tasks by their places in the plan: one blocks or repeats the other; related ones have no direction. */
export interface PlannedLink { kind: LinkKind; from: number; to: number }

export interface PlannedTask {
  title: string
  description: string
  /** Index into `statuses`. */
  status: number
  archivedAt: string | null
  /** Indexes into `labels`. */
  labels: number[]
  dueAt: string | null
  startAt: string | null
  /** Boards of Trello know none. */
  priority?: Priority
  done: boolean
  /** Where it is said how far it is; otherwise that is all or nothing. */
  progress?: number
  estimateMinutes?: number | null
  estimatePoints?: number | null
  createdAt: string | null
  /** Names of the people the task belonged to: hints, nobody is assigned. */
  people: string[]
  checklists: PlannedChecklist[]
  comments: PlannedComment[]
  attachments: PlannedAttachment[]
  /** By the places of `fields`. */
  values?: [number, PlannedValue][]
  /** The place of the task that it is a subtask of. */
  parent?: number
}

export type ImportWarning = z.infer<typeof importWarning>

export interface ImportPlan {
  name: string
  statuses: PlannedStatus[]
  labels: PlannedLabel[]
  /** Boards of Trello and tables know none. */
  milestones?: PlannedMilestone[]
  /** Custom fields that columns of a table become. */
  fields?: PlannedField[]
  tasks: PlannedTask[]
  links?: PlannedLink[]
  counts: ImportCounts
  warnings: ImportWarning[]
}

export type ImportErrorCode = 'invalid_json' | 'invalid_csv' | 'invalid_lines' | 'not_a_trello_board' | 'too_large' | 'invalid_board'

/** What the file seems to be instead, where it can be told. */
export type ForeignKind = 'issues' | 'card' | 'boards' | 'wekan'

/** The file cannot be imported at all. `pointer` is a JSON pointer into it, or `line:column` while it is not JSON. */
export class ImportError extends Error {
  readonly code: ImportErrorCode
  readonly pointer: string
  readonly looksLike: ForeignKind | null

  constructor(code: ImportErrorCode, message: string, pointer: string, looksLike: ForeignKind | null = null) {
    super(message)
    this.name = 'ImportError'
    this.code = code
    this.pointer = pointer
    this.looksLike = looksLike
  }
}

/** One of several places of a file that are wrong. */
export interface Fault { pointer: string; detail: string; code: string }

/** Lines of a file are wrong: all that were found, the first as the error's own. */
export class LinesError extends ImportError {
  readonly faults: readonly Fault[]

  constructor(faults: readonly [Fault, ...Fault[]]) {
    super('invalid_lines', `${faults[0].pointer}: ${faults[0].detail}`, faults[0].pointer)
    this.faults = faults
  }
}
