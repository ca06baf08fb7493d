// Changes many tasks at once in three steps, each a run of its own: look at what would happen, do it, take it back.
import { randomUUID } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { z } from 'zod'
import type { BulkOperation, bulkAnswer, Task } from '../shared/features/tasks.ts'
import type { UndoAnswer } from '../shared/features/undo.ts'
import { request } from './request.ts'

type Answer = z.infer<typeof bulkAnswer>
/** What is to be done, under which Idempotency-Key, and under which name it was done. */
interface Plan { key: string; operations: BulkOperation[]; correlationId: string | null }

const [action, file, filter, changes] = process.argv.slice(2)
if (action === 'plan' && file && filter && changes) await plan(file, filter, JSON.parse(changes) as object)
else if (action === 'apply' && file) await apply(file)
else if (action === 'undo' && file) await undo(file)
else {
  console.error('Usage: node examples/bulk.ts plan <plan.json> <filter> <changes as JSON> | apply <plan.json> | undo <plan.json>')
  process.exit(1)
}

/** A dry run checks each operation as if it were done, rights included, and keeps nothing. */
async function plan(target: string, asked: string, fields: object): Promise<void> {
  const tasks = await tasksOf(asked)
  // Whoever changes a task after this look is not overwritten: that operation fails.
  const operations = tasks.map(({ id, version }) => ({ op: 'update', taskId: id, expectedVersion: version, ...fields }) as BulkOperation)
  if (operations.length === 0) return console.log('No task fits this filter.')
  const answer = await bulk(operations, { dryRun: true })
  keep(target, { key: randomUUID(), operations, correlationId: null })
  tell('would change', answer, tasks)
}

/** Run again, also after being killed before there was an answer, it does nothing twice: the key is in the file. */
async function apply(source: string): Promise<void> {
  const { key, operations } = read(source)
  const answer = await bulk(operations, { key })
  keep(source, { key, operations, correlationId: answer.correlationId })
  tell('changed', answer)
  if (answer.failed > 0) process.exitCode = 2
}

/** All of it or nothing: what somebody has changed since is in the way, and is named. */
async function undo(source: string): Promise<void> {
  const { key, correlationId } = read(source)
  if (correlationId === null) return console.log('Nothing was done by this plan.')
  const { undone } = await request<UndoAnswer>('POST', '/api/undo', { correlationId }, `undo-${key}`)
  for (const { key: task, title } of undone) console.log(`${task} ${title}: taken back`)
}

function bulk(operations: BulkOperation[], { dryRun = false, key }: { dryRun?: boolean; key?: string }): Promise<Answer> {
  return request('POST', '/api/tasks/bulk', { mode: 'independent', dryRun, operations }, key)
}

/** All pages; a bulk request takes 5,000 operations at most. */
async function tasksOf(asked: string): Promise<Task[]> {
  const tasks: Task[] = []
  for (let cursor: string | null = ''; cursor !== null && tasks.length < 5000;) {
    const query: string = new URLSearchParams({ filter: asked, limit: '200', ...(cursor && { cursor }) }).toString()
    const page: { items: Task[]; nextCursor: string | null } = await request('GET', `/api/tasks?${query}`)
    tasks.push(...page.items)
    cursor = page.nextCursor
  }
  return tasks.slice(0, 5000)
}

/** Each operation has a result of its own, at its place. */
function tell(verb: string, { results, succeeded, failed }: Answer, tasks: readonly Task[] = []): void {
  for (const { index, key, changes: made, error } of results) {
    const name = key ?? tasks[index]?.key ?? `Operation ${index}`
    console.log(error ? `${name}: ${error.code}, ${error.detail}` : `${name}: ${Object.entries(made ?? {}).map(([field, [before, now]]) => `${field} ${JSON.stringify(before)} -> ${JSON.stringify(now)}`).join(', ')}`)
  }
  console.log(`${verb} ${succeeded}, refused ${failed}`)
}

function read(source: string): Plan {
  return JSON.parse(readFileSync(source, 'utf8')) as Plan
}

/** Written beside and renamed, so that the file is never half there. */
function keep(target: string, content: Plan): void {
  writeFileSync(`${target}.new`, JSON.stringify(content, null, 2))
  renameSync(`${target}.new`, target)
}
