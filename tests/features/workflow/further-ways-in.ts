// The ways into a status that go by other features: undo, transfers, templates, files of lines.
import { endpoints } from '../../../shared/index.ts'
import { aProject, aTask } from '../../support/factories.ts'
import { inStatus, type Operation, type Outcome, type Place, type WayIn } from './ways-in.ts'

const { bulkTasks, undo, transferTasks, mergeTasks, createTaskTemplate, createTaskFromTemplate, importIntoProject, readBoard, readProject } = endpoints

/** What is refused as a whole says why of each of its parts. */
const outcome = ({ status, problem }: { status: number; problem: { code: string; errors?: readonly { code: string }[] } }): Outcome =>
  (status < 300 ? 'ok' : problem.errors?.[0]?.code ?? problem.code)

/** Takes a task out of the status by one request; undoing that brings it in. */
async function takenBack(place: Place, takeOut: (taskId: string) => Promise<{ correlationId: string }>): Promise<() => Promise<Outcome>> {
  const { id } = await inStatus(place, place.statusId)
  const { correlationId } = await takeOut(id)
  return async () => outcome(await place.by.call(undo, { body: { correlationId } }))
}

const byBulk = ({ by }: Place, operation: Operation) => by.do(bulkTasks, { body: { mode: 'atomic', operations: [operation] } })

/** Another project of the same team. */
async function elsewhere({ by, projectId }: Place): Promise<string> {
  const { teamId } = await by.do(readProject, { params: { projectId } })
  return (await aProject(by, teamId)).id
}

export const furtherWaysIn: readonly WayIn[] = [
  { name: 'undo of a move', isMove: true, prepare: (place) =>
    takenBack(place, (taskId) => byBulk(place, { op: 'move', taskId, statusId: place.fromId, afterTaskId: null })) },
  { name: 'undo of archiving', isMove: false, prepare: (place) => takenBack(place, (taskId) => byBulk(place, { op: 'archive', taskId, archived: true })) },
  { name: 'undo of deleting', isMove: false, prepare: (place) => takenBack(place, (taskId) => byBulk(place, { op: 'delete', taskId })) },
  { name: 'undo of a merge', isMove: false, prepare: (place) => takenBack(place, async (taskId) => {
    const kept = await inStatus(place, place.fromId)
    return place.by.do(mergeTasks, { params: { taskId: kept.id }, body: { taskIds: [taskId] } })
  }) },
  { name: 'undo of a transfer', isMove: false, prepare: (place) => takenBack(place, async (taskId) =>
    place.by.do(transferTasks, { body: { taskIds: [taskId], projectId: await elsewhere(place) } })) },
  { name: 'transferTasks', isMove: false, prepare: async (place) => {
    const { id } = await aTask(place.by, await elsewhere(place))
    return async () => outcome(await place.by.call(transferTasks, { body: { taskIds: [id], projectId: place.projectId, statusId: place.statusId } }))
  } },
  { name: 'createTaskFromTemplate', isMove: false, prepare: async ({ by, projectId, statusId }) => {
    const { id: templateId } = await by.do(createTaskTemplate, { params: { projectId }, body: { name: `Template ${crypto.randomUUID()}`, title: 'By template' } })
    return async () => outcome(await by.call(createTaskFromTemplate, { params: { templateId }, body: { statusId } }))
  } },
  { name: 'importIntoProject', isMove: false, prepare: async ({ by, projectId, statusId }) => {
    const { statuses } = await by.do(readBoard, { params: { projectId } })
    const line = JSON.stringify({ title: 'From a file', status: statuses.find(({ id }) => id === statusId)!.name })
    return async () => outcome(await by.call(importIntoProject, { params: { projectId }, query: {}, bytes: new TextEncoder().encode(`${line}\n`) }))
  } },
]
