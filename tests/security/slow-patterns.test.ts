// Texts made to be slow (X38): every schema of the contract and every parser gets them, up to 100,000 characters, and ends.
// The time is a guard that ends what would never end, V8 breaks off even a pattern; it is no measurement.
import { createContext, Script } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { Endpoint } from '../../shared/endpoint.ts'
import { endpoints } from '../../shared/index.ts'
import { clientMessages } from '../../shared/socket.ts'
import { parseStream } from '../../shared/streams.ts'
import { planTrelloImport } from '../../shared/trello/plan.ts'
import { askedWords } from '../../server/features/search/asked-words.ts'
import { excerptOf } from '../../server/features/search/excerpt.ts'
import { loggablePath } from '../../server/http/request-log.ts'
import { readJson } from '../../server/http/body.ts'
import { parseLocatorToken } from '../../server/kernel/locator-token.ts'
import { isTimezone } from '../../server/kernel/timezone.ts'

const GUARD_MS = 5000
const RUNS = Number(process.env.FUZZ_RUNS ?? 12)

const run = new Script('run()')
const guarded: { run: () => void } = { run: () => {} }
createContext(guarded)

/** Each gets the guard for itself: many that are quick may take longer together, on a busy machine. */
function ends(what: string, action: () => unknown): void {
  const quietly = () => {
    try {
      action()
    } catch {
      // Refusing is an answer too.
    }
  }
  try {
    guarded.run = quietly
    run.runInContext(guarded, { timeout: GUARD_MS })
  } catch (error) {
    throw new Error(`${what} does not end`, { cause: error })
  }
}

const piece = fc.constantFrom('a', '0', '-', '.', '@', ' ', '\t', '\n', 'a.', 'a@', '0-', ':', '/', '%', '\\', '"', '{', '[', 'é', '\u0000', '\ud800', 'aA', '--', '..', '2026-01-01T', '+00:00')
const slow = fc.tuple(fc.string({ maxLength: 20 }), fc.array(piece, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 4 }), fc.constantFrom('', '!', '\n', '@', 'Z', '\u0000'))
  .map(([head, pieces, size, tail]) => head + pieces.join('').repeat(Math.floor(10 ** (size + 1) / pieces.join('').length)) + tail)

const schemas: [string, z.ZodType][] = [
  ...(Object.values(endpoints) as Endpoint[]).flatMap(({ id, params, query, body }) =>
    Object.entries({ params, query, body }).flatMap(([part, schema]): [string, z.ZodType][] => (schema ? [[`${id} ${part}`, schema]] : []))),
  ...Object.entries(clientMessages).map(([name, { payload }]): [string, z.ZodType] => [name, payload]),
]

const parsers: [string, (text: string) => unknown][] = [
  ['parseStream', parseStream], ['loggablePath', loggablePath], ['isTimezone', isTimezone], ['planTrelloImport', (text) => planTrelloImport(text)],
  ['planTrelloImport of a card', (text) => planTrelloImport(JSON.stringify({ name: text, lists: [{ id: 'l', name: text, pos: 1 }], cards: [{ id: 'c', idList: 'l', name: text, desc: text, due: text, pos: 1 }] }))],
  ['parseLocatorToken', (text) => parseLocatorToken('lockstep_', text)], ['askedWords', (text) => askedWords(text.slice(0, 200))],
  ['excerptOf', (text) => excerptOf(text, ['aa'])], ['readJson', (text) => readJson(undefined as never, text)],
]

/** The same text in every field that the schema has, by its JSON or by what it is. */
const filled = (schema: z.ZodType, text: string): unknown => {
  const shape = (schema as { shape?: Record<string, unknown> }).shape
  return shape ? Object.fromEntries(Object.keys(shape).map((name) => [name, text])) : text
}

describe('X38', () => {
  it('every schema of the contract ends on slow texts', () => {
    expect(schemas.length).toBeGreaterThan(100)
    fc.assert(fc.property(slow, (text) => {
      for (const [name, schema] of schemas) ends(`${name} on ${JSON.stringify(text.slice(0, 60))} x ${text.length}`, () => schema.safeParse(filled(schema, text)))
    }), { numRuns: RUNS })
  }, 120_000)

  it.each(parsers)('%s ends on slow texts', (name, parse) => {
    fc.assert(fc.property(slow, (text) => ends(`${name} on ${JSON.stringify(text.slice(0, 60))} x ${text.length}`, () => parse(text))), { numRuns: RUNS * 4 })
  }, 120_000)

  it('the guard itself breaks off a pattern that never ends', () => {
    expect(() => ends('the trap', () => /^(a+)+$/.test(`${'a'.repeat(60)}!`))).toThrow('the trap does not end')
  })
})
