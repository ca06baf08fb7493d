// How messages become words: values, plurals, tags, fallback, languages made up for layouts.
import compile from 'icu-minify/compile'
import { afterEach, describe, expect, it } from 'vitest'
import { locale } from '../../../client/i18n/locale.svelte.ts'
import { messages } from '../../../client/i18n/messages.ts'

const compiled = (words: Record<string, string>) =>
  Object.fromEntries(Object.entries(words).map(([key, message]) => [key, compile(message)]))
const english = { tasks: '{count, plural, one {# task} other {# tasks}} of {name}', moved: 'Moved to <strong>{status}</strong>', only: 'Only English' }
const t = messages('tests/words', compiled(english) as unknown as typeof english)

afterEach(() => {
  locale.catalogue = null
  locale.language = 'en'
  locale.pseudo = null
})

describe('messages', () => {
  it('say numbers in the plural and the form of the language', () => {
    expect(t('tasks', { count: 1, name: 'Ade' })).toBe('1 task of Ade')
    locale.language = 'de'
    locale.catalogue = { 'tests/words': compiled({ tasks: '{count, plural, one {# Aufgabe} other {# Aufgaben}} von {name}' }) }
    expect(t('tasks', { count: 1240, name: 'Ade' })).toBe('1.240 Aufgaben von Ade')
  })

  it('fall back to English where a translation is missing', () => {
    locale.language = 'de'
    locale.catalogue = { 'tests/words': {} }
    expect(t('only')).toBe('Only English')
    expect(t('tasks', { count: 2, name: 'Ade' })).toBe('2 tasks of Ade')
  })

  it('come as pieces, and as plain text without the tags', () => {
    expect(t.parts('moved', { status: 'Done' })).toEqual(['Moved to ', { tag: 'strong', text: 'Done' }])
    expect(t('moved', { status: '<b>Done</b>' })).toBe('Moved to <b>Done</b>')
  })

  it('tell whether a built key exists', () => {
    expect([t.has('only'), t.has('error.unknown'), t.has('toString')]).toEqual([true, false, false])
  })

  it('grow in the made-up language', () => {
    locale.pseudo = 'en-XA'
    expect(t('only')).toBe('Önly Ënglïsh~~~~~')
  })
})
