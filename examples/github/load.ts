// The calls of the public API: what is there already is found, not made again.
import type { BulkOperation, bulkAnswer, taskEndpoints } from '../../shared/features/tasks.ts'
import type { Label } from '../../shared/features/labels.ts'
import type { Board, Project } from '../../shared/features/projects.ts'
import type { ResponseOf } from '../../shared/endpoint.ts'
import type { z } from 'zod'
import { Refusal, request } from '../request.ts'
import type { Plan } from './archive.ts'

export interface Place { projectId: string; statusIds: Map<string, string>; labels: Label[] }
type Created = Extract<BulkOperation, { op: 'create' }>
type Page<T> = { items: T[]; nextCursor: string | null }

/** The most that one bulk request takes. */
const OPERATIONS = 5000

export async function ensureProject(teamId: string, { name, statuses }: Plan): Promise<Place> {
  const projects = await all<Project>(`/api/projects?teamId=${teamId}`)
  const { id } = projects.find((project) => project.name === name) ?? await request<Project>('POST', '/api/projects', { name, teamId, statuses })
  const board = await request<Board>('GET', `/api/projects/${id}/board`)
  return { projectId: id, statusIds: new Map(board.statuses.map((status) => [status.name, status.id])), labels: board.labels }
}

export async function ensureLabels({ projectId, labels }: Place, wanted: Plan['labels']): Promise<{ ids: Map<string, string>; made: number }> {
  const ids = new Map(labels.map(({ name, id }) => [name, id]))
  const missing = wanted.filter(({ name }) => !ids.has(name))
  for (const label of missing) ids.set(label.name, (await request<Label>('POST', `/api/projects/${projectId}/labels`, label)).id)
  return { ids, made: missing.length }
}

/** All tasks of the project by id, archived ones too. */
export async function existingTasks({ projectId }: Place) {
  type Listed = ResponseOf<typeof taskEndpoints.listTasks>['items'][number]
  const tasks = await all<Listed>(`/api/tasks?projectId=${projectId}&archived=any`)
  return new Map(tasks.map((task) => [task.id, task]))
}

export const createTasks = (operations: Created[]) => bulk(operations)
export const archiveTasks = (ids: string[]) => bulk(ids.map((taskId) => ({ op: 'archive', taskId, archived: true })))

/** Whether the comment was made now or was there. */
export async function writeComment(taskId: string, id: string, body: string): Promise<'made' | 'there'> {
  try {
    await request('POST', `/api/tasks/${taskId}/comments`, { id, body }, `comment-${id}`)
    return 'made'
  } catch (error) {
    if (error instanceof Refusal && error.code === 'conflict') return 'there'
    throw error
  }
}

/** All or nothing of each 5,000. */
async function bulk(operations: BulkOperation[]): Promise<void> {
  for (let start = 0; start < operations.length; start += OPERATIONS) {
    await request<z.infer<typeof bulkAnswer>>('POST', '/api/tasks/bulk', { mode: 'atomic', operations: operations.slice(start, start + OPERATIONS) })
  }
}

async function all<T>(path: string): Promise<T[]> {
  const found: T[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Page<T> = await request<Page<T>>('GET', `${path}&limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
    found.push(...page.items)
    cursor = page.nextCursor
  }
  return found
}
