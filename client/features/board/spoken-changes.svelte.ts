// What others do, spoken for those who listen: one's own tasks and the open one, merged by person.
import { announce } from '../../ui/index.ts'
import type { BoardScene } from './board.scene.svelte.ts'
import type { RecentChange } from './recent-changes.ts'
import { t } from './words.ts'

interface Spoken { name: string; key: string; status: string; change: RecentChange; mine: boolean }

/** "Mira moved your task WEB-125 to Review." */
export function changeSentence({ name, key, status, change, mine }: Spoken): string {
  return t(deedOf(change), { name, task: key, status, mine: mine ? 'yes' : 'no' })
}

function deedOf({ type, fields }: RecentChange) {
  if (type === 'task.moved') return 'spoken.moved'
  if (type === 'comment.created') return 'spoken.commented'
  if (type === 'task.archived') return 'spoken.archived'
  if (fields.includes('title')) return 'spoken.renamed'
  if (fields.includes('dueAt')) return 'spoken.due'
  return fields.includes('assigneeIds') ? 'spoken.assignees' : 'spoken.changed'
}

/** Speaks the changes of a board as they are drawn, and the state of the connection. */
export function spokenChanges(scene: BoardScene): void {
  let last = Date.now()
  $effect(() => {
    const fresh = [...scene.store.recentChanges].filter(([, { at }]) => at > last)
    if (fresh.length === 0) return
    last = Math.max(...fresh.map(([, { at }]) => at))
    for (const sentence of sentences(scene, fresh)) announce(sentence)
  })
  let wasLive = false
  $effect(() => {
    const { state } = scene.stores.connection
    if (state === 'offline') announce(t('spoken.offline'))
    if (state === 'live' && wasLive) announce(t('spoken.live'))
    wasLive ||= state === 'live'
  })
}

function sentences(scene: BoardScene, fresh: [string, RecentChange][]): string[] {
  const concern = fresh.flatMap(([taskId, change]) => {
    const task = scene.store.task(taskId)
    const mine = task?.assigneeIds.includes(scene.meId ?? '') ?? false
    if (!task || (!mine && taskId !== scene.openTaskId && taskId !== scene.focusedId)) return []
    return [{ name: change.name, key: task.key, status: scene.statusById.get(task.statusId)?.name ?? '', change, mine }]
  })
  const people = Map.groupBy(concern, ({ name }) => name)
  return Array.from(people, ([name, changes]) => (
    changes.length > 2 ? t('spoken.many', { name, count: changes.length }) : changes.map(changeSentence).join(' ')
  ))
}
