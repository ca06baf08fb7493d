// Identifiers and the few scalar shapes that every feature uses.
import { z } from 'zod'

/** A UUID as text, lower case. New ids are version 7 (RFC 9562), so they sort by creation time. */
export const id = z.uuid().transform((value) => value.toLowerCase()).pipe(z.uuid()).meta({ format: 'uuid' })

/** An instant, ISO 8601 in UTC with milliseconds, e.g. `2026-11-23T10:00:00.000Z`. Input may carry another offset. */
export const instant = z.iso.datetime()

/** The same within the years 1 to 9999 in UTC: what the database stores and `instant` can say. */
export const storableInstant = instant.refine((value) => /^(?!0000)\d{4}-/.test(value), 'Use a year from 1 to 9999')
export const instantInput = z.iso.datetime({ offset: true }).max(40).transform((value) => new Date(value).toISOString())
  .refine((value) => storableInstant.safeParse(value).success, 'Use a year from 1 to 9999')

/** A day of the calendar in a year that plans and reports reach. */
export const plannedDay = z.iso.date().refine((day) => /^(19|20|21)/.test(day), 'Use a year from 1900 to 2199')

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

/** PostgreSQL stores neither NUL nor half of a surrogate pair: such text is refused instead of silently changed. */
const storable = (value: string) => !value.includes('\0') && !LONE_SURROGATE.test(value)

/** One line of text of 1 to `max` characters; surrounding white space is dropped. */
export const line = (max = 500) =>
  z.string().trim().min(1).max(max).refine(storable, 'Contains characters that cannot be stored')

/** Text of several lines (Markdown), up to `max` characters, may be empty. */
export const text = (max = 100_000) => z.string().max(max).refine(storable, 'Contains characters that cannot be stored')

/** The e-mail address is the login name: compared without regard to case, stored in lower case. */
export const email = z.string().trim().toLowerCase().max(254).pipe(z.email())
