// A Vite plugin: writes each text file of the build as gzip and brotli beside it; the server sends what the browser takes.
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** Below this a header costs more than what is saved. */
const SMALLEST = 1_000

export function compressed(): Plugin {
  let folder = ''
  return {
    name: 'compressed',
    apply: 'build',
    configResolved(config) {
      folder = config.build.outDir
    },
    closeBundle() {
      for (const name of globSync('assets/*.{js,css,svg}', { cwd: folder })) compress(join(folder, name))
    },
  }
}

function compress(file: string): void {
  const content = readFileSync(file)
  if (content.length < SMALLEST) return
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }))
}
