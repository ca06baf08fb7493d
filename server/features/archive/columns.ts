// How a column stands in an archive. Every column of every table says one of these, or why it is left out.
import { z } from 'zod'
import { storableInstant } from '../../../shared/ids.ts'
import type { Numbers } from './numbers.ts'
import type { Restored } from './restored.ts'

/** A value that names rows inside of itself: written with numbers for ids, and read back. */
export interface Code {
  schema: z.ZodType
  /** `row` is the whole row as the database has it. */
  write(value: never, numbers: Numbers, row: Record<string, unknown>): unknown
  /** `line` is the whole line as the archive has it. Throws `Misfit` where it names what is not there. */
  read(value: never, restored: Restored, line: Record<string, unknown>): unknown
}

export type Column =
  | { how: 'kept'; schema: z.ZodType }
  | { how: 'moment'; schema: z.ZodType }
  | { how: 'row'; of: string; optional: boolean; isSparse?: true; schema: z.ZodType }
  | { how: 'person'; optional: boolean; schema: z.ZodType }
  | { how: 'coded'; code: Code; schema: z.ZodType }
  /** `value`: what a restored row begins with, as SQL; nothing where the database has a default. */
  | { how: 'left'; reason: string; value?: string }

export const kept = (schema: z.ZodType): Column => ({ how: 'kept', schema })
export const coded = (code: Code): Column => ({ how: 'coded', code, schema: code.schema })
export const left = (reason: string, value?: string): Column => ({ how: 'left', reason, ...(value !== undefined && { value }) })

export const moment: Column = { how: 'moment', schema: storableInstant }
export const optionalMoment: Column = { how: 'moment', schema: storableInstant.nullable() }
/** The same, for a column that archives of earlier releases do not have. */
export const addedMoment: Column = { how: 'moment', schema: storableInstant.nullable().default(null) }

/** A row by its number in the archive. One that is not there takes this row with it, unless it is optional. */
export const row = (of: string): Column => ({ how: 'row', of, optional: false, schema: place })
export const optionalRow = (of: string): Column => ({ how: 'row', of, optional: true, schema: place.nullable() })
/** The same, for a column that archives of earlier releases do not have. */
export const addedRow = (of: string): Column => ({ how: 'row', of, optional: true, schema: place.nullable().default(null) })

/** The same, and where there is none the line does not speak of it: so that lines stay as those of earlier releases are. */
export const sparseRow = (of: string): Column => ({ ...addedRow(of), isSparse: true } as Column)

/** Somebody by their e-mail address, bots by their name. */
export const person: Column = { how: 'person', optional: false, schema: z.string().min(1).max(300) }
export const optionalPerson: Column = { how: 'person', optional: true, schema: z.string().min(1).max(300).nullable() }

export const place = z.int().min(1).max(10_000_000)

/** Edits begin where they were; a number beyond this could not be raised any more. */
export const version = kept(z.int().min(1).max(1_000_000_000))
export const stamps = { createdAt: moment, updatedAt: moment }
