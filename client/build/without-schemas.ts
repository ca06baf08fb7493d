// A Vite plugin: leaves the schemas of shared/ out of what browsers download, and says so when one got in.
import type { Plugin } from 'vite'

/**
 * Modules of shared/ only describe: making a value of theirs changes nothing else. Bundlers cannot know this of calls at the top of a
 * module; told so, they drop each schema that nobody uses, while the constants and functions beside it stay.
 */
export function withoutSchemas(): Plugin {
  return {
    name: 'without-schemas',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/shared\/[^?]+\.ts$/.test(id)) return null
      const made: [start: number, end: number][] = this.parse(code, { lang: 'ts' }).body
        .map((node) => node.type === 'ExportNamedDeclaration' ? node.declaration : node)
        .flatMap((node) => node?.type === 'VariableDeclaration' ? node.declarations : [])
        .flatMap(({ init }) => init && !/^(?:Arrow)?Function|^Literal/.test(init.type) ? [[init.start, init.end]] : [])
      return { code: made.reduceRight((text, [start, end]) => asPure(text, start, end), code), map: null }
    },
    generateBundle(_, bundle) {
      const guilty = Object.values(bundle).flatMap((chunk) => chunk.type === 'chunk' ? chunk.moduleIds : []).filter((id) => id.includes('/node_modules/zod/'))
      if (guilty.length > 0) {
        this.error('zod is in the browser\'s download. Some client module uses a schema of shared/ at run time: use its type, a plain function, or a *.data.ts module.')
      }
    },
  }
}

function asPure(code: string, start: number, end: number): string {
  return `${code.slice(0, start)}/* @__PURE__ */ (() => (${code.slice(start, end)}))()${code.slice(end)}`
}
