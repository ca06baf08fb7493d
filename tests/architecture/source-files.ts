// The product's source files and what each imports, read as text.
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

export interface SourceFile { path: string; text: string; imports: string[] }

const IMPORT = /^\s*(?:import|export|\}) [^'"\n]*?from ['"]([^'"\n]+)['"]|\bimport\(['"]([^'"\n]+)['"]\)|^import ['"]([^'"\n]+)['"]/gm

/** Files matching a glob from the repository's root. Relative imports are given as paths from the root, packages by name. */
export function sourceFiles(pattern: string): SourceFile[] {
  return globSync(pattern).sort().map((found) => {
    const path = found.replaceAll('\\', '/')
    const text = readFileSync(path, 'utf8')
    const imports = [...text.matchAll(IMPORT)].map((match) => {
      const target = (match[1] ?? match[2] ?? match[3])!
      return target.startsWith('.') ? normalize(join(dirname(path), target)).replaceAll('\\', '/') : target
    })
    return { path, text, imports }
  })
}
