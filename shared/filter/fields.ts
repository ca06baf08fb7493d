// What the filter language can ask of a task: its fields, how each is compared, and with what.
import { priorities } from '../features/priority.ts'
import { categories } from '../features/workflow.ts'

export type FilterOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | '~'

/** What stands behind the operator: a name or an id, one of a list, a day, a number, any text, or what only the field that is meant can tell. */
export type FilterValueKind = 'name' | 'choice' | 'day' | 'number' | 'text' | 'any'

export interface FilterField {
  takes: FilterValueKind
  operators: readonly FilterOperator[]
  /** In their order, where `takes` is `choice`. */
  choices?: readonly string[]
  /** Tasks can be without it: `none`. */
  none?: true
  /** A person: `me`. */
  me?: true
}

const equal = ['=', '!='] as const
const alike = ['=', '!=', '~'] as const
const ordered = ['=', '!=', '<', '<=', '>', '>='] as const
const truth = ['true', 'false'] as const
const all = ['=', '!=', '~', '<', '<=', '>', '>='] as const

export const filterFields = {
  status: { takes: 'name', operators: alike },
  category: { takes: 'choice', operators: equal, choices: categories },
  open: { takes: 'choice', operators: equal, choices: truth },
  assignee: { takes: 'name', operators: alike, none: true, me: true },
  creator: { takes: 'name', operators: alike, none: true, me: true },
  /** Whoever hears what happens on it: see shared/features/watchers.ts. */
  watcher: { takes: 'name', operators: alike, none: true, me: true },
  label: { takes: 'name', operators: alike, none: true },
  priority: { takes: 'choice', operators: ordered, choices: priorities },
  due: { takes: 'day', operators: ordered, none: true },
  start: { takes: 'day', operators: ordered, none: true },
  created: { takes: 'day', operators: ordered },
  updated: { takes: 'day', operators: ordered },
  progress: { takes: 'number', operators: ordered },
  key: { takes: 'text', operators: equal },
  title: { takes: 'text', operators: alike },
  text: { takes: 'text', operators: ['~'] },
  project: { takes: 'name', operators: alike },
  team: { takes: 'name', operators: alike },
  archived: { takes: 'choice', operators: equal, choices: truth },
  /** A project's own, by its name: `field.Stage`, `field."Due at customer"`. */
  field: { takes: 'any', operators: all, none: true, me: true },
} as const satisfies Record<string, FilterField>

export type FilterFieldName = keyof typeof filterFields
export const filterFieldNames = Object.keys(filterFields) as FilterFieldName[]

export const fieldOf = (name: FilterFieldName): FilterField => filterFields[name]
