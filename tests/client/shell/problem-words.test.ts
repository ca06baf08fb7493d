// @vitest-environment jsdom
// Every error code has a sentence of its own in every language; what the server knows better is kept.
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { errorCodes, type Problem } from '../../../shared/errors.ts'
import { locale } from '../../../client/i18n/locale.svelte.ts'
import { fieldWords, problemWords } from '../../../client/shell/problem-words.ts'
import { problemSentences } from '../../../client/shell/problems/words.ts'

const problem = (code: string, more: Partial<Problem> = {}): Problem => {
  const [status, title] = errorCodes[code as keyof typeof errorCodes] ?? [418, 'New']
  return { type: `urn:lockstep:error:${code}`, title, status, code, detail: title, traceId: 'abc123', ...more }
}

afterEach(() => locale.choose('en'))

it('is the title while the sentences are on their way, which it asks for', async () => {
  expect(problemWords(problem('name_taken'))).toBe('The name is in use')
  await expect.poll(() => problemWords(problem('name_taken'))).toBe('The name is in use. Choose another.')
})

describe('the sentence of a problem', () => {
  beforeAll(() => problemSentences.load())

  it('is there for every code, says more than the title, and what to do', async () => {
    for (const language of ['en', 'de'] as const) {
      await locale.choose(language)
      const sentences = Object.keys(errorCodes).map((code) => problemWords(problem(code)))
      for (const sentence of sentences) expect(sentence).toMatch(/^\p{Lu}.+[.:] ?.+\.$/u)
      expect(sentences.join(' ')).not.toMatch(/unknown to this page|kennt diese Seite nicht/)
      for (const [, title] of Object.values(errorCodes)) expect(sentences).not.toContain(title)
    }
  })

  it('is the server\'s own in English when that knows names and numbers', async () => {
    const told = problem('status_not_empty', { detail: 'Review still has 4 tasks.' })
    expect(problemWords(told)).toBe('Review still has 4 tasks.')
    await locale.choose('de')
    expect(problemWords(told)).toMatch(/^Der Status hat noch Aufgaben/)
  })

  it('names the request for faults of the server and codes that are newer than the page', () => {
    expect(problemWords(problem('internal', { detail: 'Some secret' }))).toMatch(/abc123/)
    expect(problemWords(problem('brand_new', { detail: '' }))).toMatch(/abc123/)
  })

  it('of a field is in the page\'s language', async () => {
    const fault = { pointer: '/title', code: 'too_big', detail: 'Too big: expected string to have <=500 characters' }
    expect(fieldWords(fault)).toBe(fault.detail)
    await locale.choose('de')
    expect(fieldWords(fault)).toBe('Das ist zu lang oder zu groß.')
    expect(fieldWords({ ...fault, code: 'name_taken' })).toMatch(/Name ist vergeben/)
    expect(fieldWords({ ...fault, code: 'whatever' })).toBe('Das passt hier nicht.')
  })
})
