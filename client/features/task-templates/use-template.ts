// Makes tasks from a template, as any change of one's own: drawn at once, kept while there is no network, with one way back for all of it.
import type { BodyInputOf } from '../../../shared/endpoint.ts'
import type { BulkOperation } from '../../../shared/features/tasks.ts'
import type { TaskTemplate, taskTemplateEndpoints } from '../../../shared/features/task-templates.ts'
import type { StreamName } from '../../../shared/streams.ts'
import { titleFrom } from '../../../shared/title-pattern.ts'
import { newId } from '../../lib/ids.ts'
import { toasts } from '../../ui/index.ts'
import type { TaskInput } from '../board/board.mutations.ts'
import type { BoardScene } from '../board/board.scene.svelte.ts'
import type { TaskBoard } from '../board/board.store.svelte.ts'
import { change } from '../mutations.ts'
import { t } from './words.ts'

/** What a task shall have besides what its template says. */
export type Said = Omit<BodyInputOf<typeof taskTemplateEndpoints.createTaskFromTemplate>, 'id' | 'subtaskIds'>

/** One task of each, below each other where the first is below another. Answers their ids. */
export function makeFrom(scene: BoardScene, template: TaskTemplate, wanted: readonly Said[]): string[] {
  let after = wanted[0]?.afterTaskId
  const made = wanted.map((said) => {
    const shown = shownOf(scene, template, { ...said, ...(after && { afterTaskId: after }) })
    if (after) after = shown[0]!.id
    return { shown, done: send(scene, template, said, shown) }
  })
  remember(scene.store, template, made)
  return made.map(({ shown }) => shown[0]!.id)
}

/** From where nothing is said: opened, since there is all that the template says to be looked at. */
export function makeAndOpen(scene: BoardScene, template: TaskTemplate): void {
  const [id] = makeFrom(scene, template, [{}])
  const task = scene.store.task(id!)
  if (task) scene.open(task)
}

interface Made { shown: readonly TaskInput[]; done: ReturnType<typeof send> }

function send({ store, stores: { outbox, session } }: BoardScene, { id: templateId }: TaskTemplate, said: Said, shown: TaskInput[]) {
  const [{ id, afterTaskId }, ...parts] = shown as [TaskInput, ...TaskInput[]]
  const place = { stream: store.confirmed?.position.stream as StreamName, projectId: store.projectId, membershipId: session.membershipId! }
  return change(outbox, place, 'createTaskFromTemplate', {
    ...said, ...(afterTaskId && { afterTaskId }), templateId, id, subtaskIds: parts.map((part) => part.id), shown,
  })
}

/** The task and its subtasks, as the server will make them. */
function shownOf({ store: { projectId }, today }: BoardScene, template: TaskTemplate, said: Said): TaskInput[] {
  const { priority, estimateMinutes, estimatePoints, assigneeIds, labelIds, customFields, subtasks } = template
  const titled = (pattern: string) => titleFrom(pattern, { day: today, number: template.nextNumber })
  const id = newId()
  const task = {
    priority, estimateMinutes, estimatePoints, ...said, id, projectId, title: said.title ?? titled(template.title), assigneeIds: both(said.assigneeIds, assigneeIds), labelIds: both(said.labelIds, labelIds),
    customFields: { ...customFields, ...said.customFields },
  }
  return [task, ...subtasks.map((part) => ({ ...part, id: newId(), projectId, parentId: id, title: titled(part.title) }))]
}

const both = (said: readonly string[] = [], given: readonly string[]) => [...new Set([...said, ...given])]

function remember(store: TaskBoard, { name }: TaskTemplate, made: readonly Made[]): void {
  /** As drawn, until it is known which were made. */
  let ids = made.flatMap(({ shown }) => shown.map(({ id }) => id))
  let count = made.length
  const done = Promise.all(made.map((one) => one.done)).then((outcomes) => {
    ids = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.data.task, ...outcome.data.subtasks].map(({ id }) => id) : []))
    count = outcomes.filter(({ ok }) => ok).length
    return { ok: count > 0 }
  })
  const all = (op: 'delete' | 'restore') => () => store.bulk(ids.map((taskId): BulkOperation => ({ op, taskId })), 'independent')
  const text = () => made.length > 1 ? t('made.many', { count, name }) : t('made', { task: made[0]!.shown[0]!.title, name })
  const say = (ended: Promise<{ ok: boolean }>) => toasts.show({ text: text(), done: ended, undo: all('delete'), redo: () => say(all('restore')().done) })
  if (made.length > 0) say(done)
}
