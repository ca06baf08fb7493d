// Keeps a whole organization in a file, or brings such a file into an empty one. The token is an admin's, with every scope.
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { setting, url } from './request.ts'

interface Content { counts: Record<string, number>; hash: string }

const [action, path] = process.argv.slice(2)
const headers = { Authorization: `Bearer ${setting('LOCKSTEP_TOKEN')}` }
if (action === 'export' && path) await save(path)
else if (action === 'import' && path) await bring(path)
else {
  console.error('Usage: LOCKSTEP_TOKEN=... node examples/archive.ts export|import <file.ndjson.gz>')
  process.exit(1)
}

/** Half a file never has the name of a whole one. */
async function save(target: string): Promise<void> {
  const answer = await fetch(`${url}/api/organization/archive`, { headers })
  if (!answer.ok) return refuse(answer)
  await pipeline(Readable.fromWeb(answer.body as never), createWriteStream(`${target}.part`))
  const { counts, hash } = await checked(`${target}.part`)
  await rename(`${target}.part`, target)
  tell(`${target} holds`, { counts, hash })
}

async function bring(source: string): Promise<void> {
  const answer = await fetch(`${url}/api/imports/archive`, { method: 'POST', headers: { ...headers, 'Idempotency-Key': (await checked(source)).hash }, body: await readFile(source) })
  if (!answer.ok) return refuse(answer)
  const { archive, imported, equal } = await answer.json() as { archive: Content; imported: Content; equal: boolean }
  tell('The archive holds', archive)
  tell('The organization holds', imported)
  console.log(equal ? 'They are equal.' : 'They differ.')
}

/** The first line says what is in the others; the hash shows that it is. */
async function checked(file: string): Promise<Content> {
  const hash = createHash('sha256')
  let header: Content | undefined
  for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()), crlfDelay: Infinity })) {
    if (!header) header = JSON.parse(line) as Content
    else if (!line.startsWith('{"type":"people"')) hash.update(`${line}\n`)
  }
  if (!header || header.hash !== hash.digest('hex')) throw new Error(`${file} is not whole.`)
  return header
}

function tell(what: string, { counts, hash }: Content): void {
  const some = Object.entries(counts).filter(([, count]) => count > 0).map(([kind, count]) => `${count} ${kind}`)
  console.log(`${what} ${some.join(', ')}\n  hash ${hash}`)
}

async function refuse(answer: Response): Promise<never> {
  const { code, detail } = await answer.json().catch(() => ({})) as { code?: string; detail?: string }
  console.error(`${answer.status} ${code ?? ''}: ${detail ?? ''}`)
  return process.exit(1)
}
