// Whatever was done to a board, undoing all of it gives the board back as it was, order of columns included; undoing the undo gives
// what was undone.
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { BoardTask, BulkOperation } from '../../../shared/features/tasks.ts'
import { undoableTypes } from '../../../shared/features/undo.ts'
import { endpoints } from '../../../shared/index.ts'
import { byRank } from '../../../shared/rank.ts'
import { teamStream } from '../../../shared/streams.ts'
import { aCompany, aProject, type Person } from '../../support/factories.ts'
import { eventsAfter } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { textBytes, upload } from '../attachments/uploading.ts'

const choice = { task: fc.nat(), other: fc.nat(), status: fc.nat(), flag: fc.boolean() }
const command = fc.record({
  ...choice,
  kind: fc.constantFrom(
    'create', 'move', 'move', 'move', 'update', 'update', 'archive', 'delete', 'delete', 'restore', 'bulk', 'comment', 'editComment', 'dropComment',
    'list', 'item', 'tick', 'carry', 'dropItem', 'dropList', 'link', 'link', 'unlink', 'attach', 'upload', 'detach', 'time', 'editTime', 'approve', 'dropTime',
  ),
})
interface Command { kind: string; task: number; other: number; status: number; flag: boolean }

describe.each(backends)('on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aCompany>>
  beforeAll(async () => {
    company = await aCompany(world)
  })

  it('S95 undoing everything gives an equal board, and undoing that gives what there was', async () => {
    await fc.assert(fc.asyncProperty(fc.array(command, { minLength: 4, maxLength: 24 }), async (commands) => {
      const hand = await Hand.at(company.manager, company.team.id)
      for (let index = 0; index < 4; index += 1) await hand.run({ kind: 'create', task: index, other: index, status: index % 2, flag: false })
      const [before, { offset }] = [await hand.state(), await hand.board()]
      for (const one of commands) await hand.run(one)
      const after = await hand.state()
      const known = new Set<string>([...undoableTypes, 'batch.applied'])
      const eventIds = (await eventsAfter(company.manager, teamStream(company.team.id), offset)).filter(({ type }) => known.has(type)).map(({ id }) => id)
      if (eventIds.length === 0) return
      const { correlationId } = await company.manager.do(endpoints.undo, { body: { eventIds } })
      expect(await hand.state()).toEqual(before)
      await company.manager.do(endpoints.undo, { body: { correlationId } })
      expect(await hand.state()).toEqual(after)
    }), { numRuns: Number(process.env.FUZZ_RUNS ?? 10) })
  }, 120_000)
})

/** Does one thing after another in a project of its own; what cannot be done just now is refused and left. */
class Hand {
  readonly #by: Person
  readonly #projectId: string
  readonly #statusIds: string[]
  readonly #labelIds: string[]
  readonly #taskIds: string[] = []

  constructor(by: Person, projectId: string, statusIds: string[], labelIds: string[]) {
    this.#by = by
    this.#projectId = projectId
    this.#statusIds = statusIds
    this.#labelIds = labelIds
  }

  static async at(by: Person, teamId: string): Promise<Hand> {
    const project = await aProject(by, teamId)
    const params = { projectId: project.id }
    const { statuses } = await by.do(endpoints.readBoard, { params })
    const labels = [await by.do(endpoints.createLabel, { params, body: { name: 'A' } }), await by.do(endpoints.createLabel, { params, body: { name: 'B' } })]
    return new Hand(by, project.id, statuses.slice(0, 3).map(({ id }) => id), labels.map(({ id }) => id))
  }

  board() {
    return this.#by.do(endpoints.readBoard, { params: { projectId: this.#projectId } })
  }

  /** The board and all that its tasks hold, without what counts changes; places are the order of each column. */
  async state(): Promise<unknown> {
    const { tasks } = await this.board()
    const details = await Promise.all(tasks.map(async ({ id }) => {
      const { task, comments, checklists, attachments, links, time } = await this.#by.do(endpoints.readTaskDetail, { params: { taskId: id } })
      return { description: task.description, comments, checklists, attachments, links, time }
    }))
    const columns = this.#statusIds.map((statusId) => tasks.filter((task) => task.statusId === statusId).sort(byRank).map(({ id }) => id))
    const shown = tasks.map((task, index) => [task.id, { ...task, ...details[index] }] as [string, BoardTask])
    const text = JSON.stringify({ columns, tasks: Object.fromEntries(shown.sort(([a], [b]) => (a < b ? -1 : 1))) }, (name, value: unknown) =>
      (['version', 'updatedAt', 'rank'].includes(name) ? undefined : value))
    return JSON.parse(text)
  }

  async run({ kind, task, other, status, flag }: Command): Promise<void> {
    const of = <T>(list: readonly T[], index: number): T | undefined => (list.length === 0 ? undefined : list[index % list.length])
    const statusId = of(this.#statusIds, status)!
    if (kind === 'create') {
      const afterTaskId = flag ? null : undefined
      const { data } = await this.#by.call(endpoints.createTask, { body: { projectId: this.#projectId, title: `Task ${task}`, statusId, ...(afterTaskId === null && { afterTaskId }) } })
      this.#taskIds.push(data.id)
      return
    }
    const taskId = of(this.#taskIds, task)!
    const afterTaskId = flag ? null : of(this.#taskIds, other)!
    const params = { taskId }
    const labelIds = this.#labelIds.filter((_, index) => (other >> index) % 2 === 1)
    const patch = { title: `Title ${other % 5}`, labelIds, ...(flag && { description: 'long '.repeat(2000 + (other % 3)), statusId, assigneeIds: [this.#by.membership.id] }) }
    switch (kind) {
      case 'move': return void (await this.#by.call(endpoints.moveTask, { params, body: { statusId, afterTaskId } }))
      case 'update': return void (await this.#by.call(endpoints.updateTask, { params, body: patch }))
      case 'archive': return void (await this.#by.call(endpoints.archiveTask, { params, body: { archived: flag } }))
      case 'delete': return void (await this.#by.call(endpoints.deleteTask, { params }))
      case 'restore': return void (await this.#by.call(endpoints.restoreTask, { params }))
      case 'comment': return void (await this.#by.call(endpoints.createComment, { params, body: { body: `Comment ${other}`, ...(flag && { fileIds: await this.#files(taskId) }) } }))
      case 'link': return void (await this.#by.call(endpoints.createTaskLink, { params, body: { kind: flag ? 'blocks' : 'relates', otherTaskId: of(this.#taskIds, other)! } }))
      case 'attach': return void (await this.#by.call(endpoints.createAttachment, { params, body: { url: `https://example.com/${other}` } }))
      case 'upload': return void (await upload(this.#by, taskId, `${other}.txt`, textBytes('text')))
      case 'time': return void (await this.#by.call(endpoints.createTimeEntry, { params, body: { minutes: 1 + (other % 60) } }))
      case 'list': return void (await this.#by.call(endpoints.createChecklist, { params, body: { title: `List ${other}` } }))
      case 'bulk': return this.#bulk([
        { op: 'move', taskId, statusId, afterTaskId }, { op: 'update', taskId: of(this.#taskIds, other)!, priority: 'high', statusId },
        { op: flag ? 'delete' : 'restore', taskId: of(this.#taskIds, other + 1)! }, { op: 'move', taskId: of(this.#taskIds, other)!, statusId, afterTaskId: null },
      ])
    }
    const detail = await this.#by.call(endpoints.readTaskDetail, { params })
    if (detail.status !== 200) return
    const { comments, checklists, attachments, links, time } = detail.data
    const [link, attachment, entry] = [of(links, other), of(attachments, other), of(time, other)]
    if (link && kind === 'unlink') await this.#by.call(endpoints.deleteTaskLink, { params: { linkId: link.id } })
    if (attachment && kind === 'detach') await this.#by.call(endpoints.deleteAttachment, { params: { attachmentId: attachment.id } })
    if (entry) await this.#changeTime({ kind, status, flag }, entry.id)
    const [comment, list] = [of(comments, other), of(checklists, other)]
    if (comment && kind === 'editComment') await this.#by.call(endpoints.updateComment, { params: { commentId: comment.id }, body: { body: `Edited ${status}` } })
    if (comment && kind === 'dropComment') await this.#by.call(endpoints.deleteComment, { params: { commentId: comment.id } })
    if (!list) return
    const ofList = { params: { checklistId: list.id } }
    const item = of(list.items, status)
    if (kind === 'item') await this.#by.call(endpoints.createChecklistItem, { ...ofList, body: { text: `Item ${status}`, done: flag } })
    if (kind === 'dropList') await this.#by.call(endpoints.deleteChecklist, ofList)
    if (!item) return
    const ofItem = { params: { itemId: item.id } }
    if (kind === 'tick') await this.#by.call(endpoints.updateChecklistItem, { ...ofItem, body: { done: !item.done } })
    if (kind === 'carry') await this.#by.call(endpoints.updateChecklistItem, { ...ofItem, body: { afterItemId: null, checklistId: of(checklists, task)!.id } })
    if (kind === 'dropItem') await this.#by.call(endpoints.deleteChecklistItem, ofItem)
  }

  async #changeTime({ kind, status, flag }: Pick<Command, 'kind' | 'status' | 'flag'>, entryId: string): Promise<void> {
    const params = { entryId }
    if (kind === 'editTime') await this.#by.call(endpoints.updateTimeEntry, { params, body: { minutes: 1 + (status % 60), note: flag ? 'Noted' : '' } })
    if (kind === 'approve') await this.#by.call(endpoints.approveTimeEntry, { params, body: { approved: flag } })
    if (kind === 'dropTime') await this.#by.call(endpoints.deleteTimeEntry, { params })
  }

  /** Of the task, those that no comment has. */
  async #files(taskId: string): Promise<string[]> {
    const { attachments } = await this.#by.do(endpoints.readTaskDetail, { params: { taskId } })
    return attachments.filter((one) => one.kind === 'file' && !one.commentId).map(({ id }) => id)
  }

  async #bulk(operations: BulkOperation[]): Promise<void> {
    await this.#by.call(endpoints.bulkTasks, { body: { mode: 'independent', operations } })
  }
}
