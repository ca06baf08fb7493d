// Carries the tasks of a project into a new project, here or in another Lockstep: a line of JSON each, sent while it is read, whatever its size.
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, openAsBlob } from 'node:fs'
import { rename } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ImportCounts } from '../shared/features/imports.ts'
import { Refusal, setting, url } from './request.ts'

interface Imported { projectId: string; counts: ImportCounts; warnings: { message: string }[] }
interface Problem { code?: string; detail?: string; errors?: { pointer: string; detail: string }[] }

const [what, path, projectId] = process.argv.slice(2)
if (!path || (what !== 'export' && what !== 'import')) {
  console.error('Usage: LOCKSTEP_TOKEN=... node examples/ndjson.ts export <file.ndjson> <id of the project>')
  console.error('       LOCKSTEP_TOKEN=... LOCKSTEP_TEAM=... node examples/ndjson.ts import <file.ndjson>')
  process.exit(1)
}
const headers = { Authorization: `Bearer ${setting('LOCKSTEP_TOKEN')}` }
await (what === 'export' ? exportTo(path) : importFrom(path))

/** In the order of the board, those too that are archived. Half a file never has the name of a whole one. */
async function exportTo(file: string): Promise<void> {
  const query = new URLSearchParams({ projectId: projectId ?? '', format: 'ndjson', sort: 'status', filter: 'archived=true or archived=false' })
  const response = await fetch(`${url}/api/tasks/export?${query}`, { headers })
  if (!response.ok) throw await refusalOf(response)
  await pipeline(Readable.fromWeb(response.body as never), createWriteStream(`${file}.part`))
  await rename(`${file}.part`, file)
  console.log(`Wrote ${file}`)
}

/** The same file is the same import: sent again, it makes no second project. */
async function importFrom(file: string): Promise<void> {
  const query = new URLSearchParams({ teamId: setting('LOCKSTEP_TEAM'), name: basename(file).replace(/\.\w+$/, '') })
  const key = createHash('sha256').update(String(query))
  for await (const chunk of createReadStream(file)) key.update(chunk as Buffer)
  const response = await fetch(`${url}/api/imports/ndjson?${query}`, {
    method: 'POST', headers: { ...headers, 'Content-Type': 'application/x-ndjson', 'Idempotency-Key': key.digest('base64url') }, body: await openAsBlob(file),
  })
  if (!response.ok) throw await refusalOf(response)
  const { projectId: made, counts, warnings } = await response.json() as Imported
  for (const { message } of warnings) console.log(`Note: ${message}`)
  console.log(`Imported ${counts.tasks.open + counts.tasks.archived} tasks into the project ${made}`)
}

/** Says each line that is wrong. */
async function refusalOf(response: Response): Promise<Refusal> {
  const problem = await response.json().catch(() => ({})) as Problem
  for (const { pointer, detail } of problem.errors ?? []) console.error(`${pointer}: ${detail}`)
  return new Refusal(response.status, problem)
}
