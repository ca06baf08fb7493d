// A Vite plugin: compiles the ICU messages of `messages.<language>.json` files, so that no parser is shipped.
import compile from 'icu-minify/compile'
import type { Plugin } from 'vite'

/** Throws with the file's name and the message's key when a message is not valid ICU MessageFormat. */
export function compileMessages(): Plugin {
  return {
    name: 'compile-messages',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/messages\.[a-z-]+\.json$/i.test(id)) return null
      return { code: JSON.stringify(compiled(JSON.parse(code) as Record<string, string>, id)), map: null }
    },
  }
}

function compiled(words: Record<string, string>, file: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(words).map(([key, message]) => {
    try {
      return [key, compile(message)]
    } catch (error) {
      throw new Error(`${file}: "${key}" is not a valid message: ${(error as Error).message}`, { cause: error })
    }
  }))
}
