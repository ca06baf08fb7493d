// Keeps a whole organization in a file, or brings such a file into an empty one. A file that ends with .tar has all uploaded files too. The token is an admin's, with every scope.
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, openAsBlob } from 'node:fs'
import { open, rename } from 'node:fs/promises'
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
  console.error('Usage: LOCKSTEP_TOKEN=... node examples/archive.ts export|import <file.ndjson.gz or file.tar>')
  process.exit(1)
}

/** Half a file never has the name of a whole one. */
async function save(target: string): Promise<void> {
  const answer = await fetch(`${url}/api/organization/archive?files=${target.endsWith('.tar')}`, { headers })
  if (!answer.ok) return refuse(answer)
  await pipeline(Readable.fromWeb(answer.body as never), createWriteStream(`${target}.part`))
  const { counts, hash } = await checked(`${target}.part`)
  await rename(`${target}.part`, target)
  tell(`${target} holds`, { counts, hash })
}

async function bring(source: string): Promise<void> {
  const answer = await fetch(`${url}/api/imports/archive`, { method: 'POST', headers: { ...headers, 'Idempotency-Key': (await checked(source)).hash }, body: await openAsBlob(source) })
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
  for await (const line of createInterface({ input: createReadStream(file, await placeOfLines(file)).pipe(createGunzip()), crlfDelay: Infinity })) {
    if (!header) header = JSON.parse(line) as Content
    else if (!line.startsWith('{"type":"people"')) hash.update(`${line}\n`)
  }
  if (!header || header.hash !== hash.digest('hex')) throw new Error(`${file} is not whole.`)
  return header
}

/** All of it, or what a tar has first: the block before it says how long that is. */
async function placeOfLines(file: string): Promise<{ start?: number; end?: number }> {
  const handle = await open(file)
  const block = (await handle.read(Buffer.alloc(512), 0, 512, 0)).buffer.toString('latin1')
  await handle.close()
  return block.startsWith('ustar', 257) ? { start: 512, end: 511 + Number.parseInt(block.slice(124, 136), 8) } : {}
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
