// What others do, spoken for those who listen: one's own tasks and the open one, merged by person.
import { announce } from '../../ui/index.ts'
import type { BoardScene } from './board.scene.svelte.ts'
import type { RecentChange } from './recent-changes.ts'

interface Spoken { name: string; key: string; status: string; change: RecentChange; mine: boolean }

/** "Mira moved your task WEB-125 to Review." */
export function changeSentence({ name, key, status, change, mine }: Spoken): string {
  const task = mine ? `your task ${key}` : key
  if (change.type === 'task.moved') return `${name} moved ${task} to ${status}.`
  if (change.type === 'comment.created') return `${name} commented on ${task}.`
  if (change.type === 'task.archived') return `${name} archived ${task}.`
  if (change.fields.includes('title')) return `${name} renamed ${task}.`
  if (change.fields.includes('dueAt')) return `${name} changed the due day of ${task}.`
  if (change.fields.includes('assigneeIds')) return `${name} changed the assignees of ${task}.`
  return `${name} changed ${task}.`
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
    if (state === 'offline') announce('Offline. Your changes are kept.')
    if (state === 'live' && wasLive) announce('Live again.')
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
    changes.length > 2 ? `${name} made ${changes.length} changes to your tasks.` : changes.map(changeSentence).join(' ')
  ))
}
