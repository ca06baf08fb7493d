// A Vite plugin: a module named `*.data.ts` runs while building, and the browser gets the values that it exports.
// What it imports (schemas, zod) is not shipped.
import { runnerImport, type Plugin } from 'vite'
// What vitest adds to a plugin.
import type {} from 'vitest/config'

const DATA_MODULE = /\/client\/.*\.data\.ts$/

/** Exports of data modules must be JSON: anything else would not arrive. */
export function dataModules(): Plugin {
  return {
    name: 'data-modules',
    enforce: 'pre',
    // Their values come from what they import, and vitest keeps modules by their own text.
    configureVitest: ({ defineCacheKeyGenerator }) => defineCacheKeyGenerator(({ id }) => (DATA_MODULE.test(id) ? false : undefined)),
    load: {
      filter: { id: DATA_MODULE },
      async handler(id) {
        const { module, dependencies } = await runnerImport<Record<string, unknown>>(id, { configFile: false, logLevel: 'error' })
        for (const file of dependencies) this.addWatchFile(file)
        return Object.entries(module).map(([name, value]) => `export const ${name} = ${asJson(value, `${id}: ${name}`)}`).join('\n')
      },
    },
  }
}

function asJson(value: unknown, place: string): string {
  return JSON.stringify(value, (key, part: unknown) => {
    const isJson = part === null || ['string', 'number', 'boolean'].includes(typeof part) || Array.isArray(part)
      || (typeof part === 'object' && Object.getPrototypeOf(part) === Object.prototype)
    if (!isJson) throw new Error(`${place} holds at "${key}" what JSON cannot say`)
    return part
  })
}
