// A Vite plugin: the reasons why a reducer passes over kinds of events are for readers and tests. What is built leaves them out, as it does comments.
import type { Plugin } from 'vite'

const REDUCER = /\/client\/.*\.reducer\.ts$/
const REASON = /^const (\w+) = '(?:[^'\\\n]|\\.)*'\n/gm

export function withoutReasons(): Plugin {
  return {
    name: 'without-reasons',
    apply: 'build',
    enforce: 'pre',
    transform: { filter: { id: REDUCER }, handler: (code) => ({ code: leaveOutReasons(code), map: null }) },
  }
}

/** The module without the lines of its table that hold nothing but entries whose value is a sentence, or the name of one. */
export function leaveOutReasons(code: string): string {
  const begin = code.search(/^export const \w+: Table</m)
  if (begin < 0) return code
  const names = [...code.matchAll(REASON)].map(([, name]) => name!)
  const entry = String.raw`\w+: (?:'(?:[^'\\\n]|\\.)*'${names.map((name) => `|${name}`).join('')}),`
  const line = new RegExp(`^  ${entry}(?: ${entry})*\n`, 'gm')
  const end = code.indexOf('\n}\n', begin)
  return code.slice(0, begin) + code.slice(begin, end).replaceAll(line, '') + code.slice(end)
}
