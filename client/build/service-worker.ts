// A Vite plugin: writes /service-worker.js with the list of built files and a version made of it.
import { createHash } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const SOURCE = fileURLToPath(new URL('./service-worker.js', import.meta.url))
/** Scripts of other alphabets are fetched by those who write in them. */
const LEFT_OUT = /\.(map|gz|br|zst)$|gallery|service-worker|-(cyrillic|cyrillic-ext|vietnamese|latin-ext|greek)[-.]/

export function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    writeBundle({ dir }) {
      const files = globSync('**/*.*', { cwd: dir! }).filter((path) => !LEFT_OUT.test(path)).sort()
      const version = createHash('sha256')
      for (const path of files) version.update(path).update(readFileSync(join(dir!, path)))
      const head = `const VERSION = ${JSON.stringify(version.digest('hex').slice(0, 16))}\nconst FILES = ${JSON.stringify(files.map((path) => `/${path}`))}\n`
      writeFileSync(join(dir!, 'service-worker.js'), head + readFileSync(SOURCE, 'utf8'))
    },
  }
}
