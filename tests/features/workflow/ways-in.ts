// Every way by which a task comes into a status, for the tests that hold the rules of workflows against all of them.
import type { BodyInputOf } from '../../../shared/endpoint.ts'
import { endpoints } from '../../../shared/index.ts'
import type { Person } from '../../support/factories.ts'

const { createTask, updateTask, moveTask, archiveTask, deleteTask, restoreTask, bulkTasks } = endpoints

export interface Place {
  by: Person
  projectId: string
  /** Where the task comes into. */
  statusId: string
  /** Where it comes from, when it is in another one. */
  fromId: string
}

/** What became of it: `ok`, or the code of the problem. */
export type Outcome = string

export interface WayIn {
  name: string
  /** From another status; else it is new or comes back. */
  isMove: boolean
  /** Makes what is needed while there is room; answers what brings the task in. */
  prepare(place: Place): Promise<() => Promise<Outcome>>
}

const outcome = ({ status, problem }: { status: number; problem: { code: string } }): Outcome => (status < 300 ? 'ok' : problem.code)

export type Operation = BodyInputOf<typeof bulkTasks>['operations'][number]

async function bulk(by: Person, operation: Operation): Promise<Outcome> {
  const { results: [result] } = await by.do(bulkTasks, { body: { mode: 'independent', operations: [operation] } })
  return result!.error?.code ?? 'ok'
}

export const inStatus = async ({ by, projectId }: Place, statusId: string) =>
  by.do(createTask, { body: { projectId, title: 'Comes in', statusId } })

/** A task that was in the status and is out of sight. */
async function gone(place: Place, how: 'archived' | 'deleted'): Promise<string> {
  const { id: taskId } = await inStatus(place, place.statusId)
  if (how === 'archived') await place.by.do(archiveTask, { params: { taskId }, body: { archived: true } })
  else await place.by.do(deleteTask, { params: { taskId } })
  return taskId
}

export const waysIn: readonly WayIn[] = [
  { name: 'createTask', isMove: false, prepare: async ({ by, projectId, statusId }) =>
    async () => outcome(await by.call(createTask, { body: { projectId, title: 'New', statusId } })) },
  { name: 'moveTask', isMove: true, prepare: async (place) => {
    const { id: taskId } = await inStatus(place, place.fromId)
    return async () => outcome(await place.by.call(moveTask, { params: { taskId }, body: { statusId: place.statusId, afterTaskId: null } }))
  } },
  { name: 'updateTask', isMove: true, prepare: async (place) => {
    const { id: taskId } = await inStatus(place, place.fromId)
    return async () => outcome(await place.by.call(updateTask, { params: { taskId }, body: { statusId: place.statusId } }))
  } },
  { name: 'archiveTask, back', isMove: false, prepare: async (place) => {
    const taskId = await gone(place, 'archived')
    return async () => outcome(await place.by.call(archiveTask, { params: { taskId }, body: { archived: false } }))
  } },
  { name: 'restoreTask', isMove: false, prepare: async (place) => {
    const taskId = await gone(place, 'deleted')
    return async () => outcome(await place.by.call(restoreTask, { params: { taskId } }))
  } },
  { name: 'bulk create', isMove: false, prepare: async ({ by, projectId, statusId }) =>
    () => bulk(by, { op: 'create', projectId, title: 'New', statusId }) },
  { name: 'bulk move', isMove: true, prepare: async (place) => {
    const { id: taskId } = await inStatus(place, place.fromId)
    return () => bulk(place.by, { op: 'move', taskId, statusId: place.statusId, afterTaskId: null })
  } },
  { name: 'bulk update', isMove: true, prepare: async (place) => {
    const { id: taskId } = await inStatus(place, place.fromId)
    return () => bulk(place.by, { op: 'update', taskId, statusId: place.statusId })
  } },
  { name: 'bulk archive, back', isMove: false, prepare: async (place) => {
    const taskId = await gone(place, 'archived')
    return () => bulk(place.by, { op: 'archive', taskId, archived: false })
  } },
  { name: 'bulk restore', isMove: false, prepare: async (place) => {
    const taskId = await gone(place, 'deleted')
    return () => bulk(place.by, { op: 'restore', taskId })
  } },
]

/** Fills a status with so many tasks. */
export async function fill({ by, projectId }: Pick<Place, 'by' | 'projectId'>, statusId: string, count: number): Promise<string[]> {
  const made: string[] = []
  for (let index = 0; index < count; index += 1) {
    made.push((await by.do(createTask, { body: { projectId, title: `Stands here ${index}`, statusId } })).id)
  }
  return made
}
