// What others do, spoken for those who listen, as much as they chose; changes of the connection always.
import { announce } from '../../ui/index.ts'
import { speech } from '../presence/speech.svelte.ts'
import { SpeechGather, type Heard } from '../presence/spoken.ts'
import type { BoardScene } from './board.scene.svelte.ts'
import type { RecentChange } from './recent-changes.ts'
import { t } from './words.ts'

interface Spoken { name: string; key: string; status: string; change: RecentChange; mine: boolean }

/** "Mira moved your task WEB-125 to Review." */
export function changeSentence({ name, key, status, change, mine }: Spoken): string {
  return t(`spoken.${deedOf(change)}`, { name, task: key, status, mine: mine ? 'yes' : 'no' })
}

function deedOf({ type, fields }: RecentChange) {
  if (type === 'task.moved') return 'moved'
  if (type === 'comment.created') return 'commented'
  if (type === 'task.archived') return 'archived'
  if (fields.includes('title')) return 'renamed'
  if (fields.includes('dueAt')) return 'due'
  return fields.includes('assigneeIds') ? 'assignees' : 'changed'
}

/** Speaks the changes of a board as they are drawn, and the state of the connection. */
export function spokenChanges(scene: BoardScene): void {
  const gather = new SpeechGather((sentence) => announce(sentence))
  let last = Date.now()
  $effect(() => {
    const fresh = [...scene.store.recentChanges].filter(([, { at }]) => at > last)
    if (fresh.length === 0) return
    last = Math.max(...fresh.map(([, { at }]) => at))
    const heard = heardIn(scene, fresh)
    // While a card is moved by keys nothing is said; how many there were is told afterwards.
    if (scene.hand.isHolding) for (const { sentence } of heard) announce(sentence)
    else gather.add(heard)
  })
  $effect(() => () => gather.stop())
  speakCrowds(scene)
  speakConnection(scene)
}

function speakCrowds(scene: BoardScene): void {
  let spoken: string | null = null
  $effect(() => {
    const { crowd } = scene.store
    if (crowd && crowd.name !== spoken && speech.level === 'board') announce(t('crowd', { name: crowd.name, count: crowd.count }))
    spoken = crowd?.name ?? null
  })
}

function speakConnection(scene: BoardScene): void {
  let wasLive = false
  let isAway = false
  $effect(() => {
    const { state } = scene.stores.connection
    const say = (text: string) => announce(text, scene.hand.isHolding ? 'assertive' : 'polite')
    if (state === 'offline' && !isAway) say(t('spoken.offline'))
    if (state === 'offline') isAway = true
    if (state === 'live' && wasLive && isAway) say(scene.store.away > 0 ? t('spoken.liveAfter', { count: scene.store.away }) : t('spoken.live'))
    if (state === 'live') [wasLive, isAway] = [true, false]
  })
}

function heardIn(scene: BoardScene, fresh: [string, RecentChange][]): Heard[] {
  if (speech.level === 'off') return []
  return fresh.flatMap(([taskId, change]) => {
    const task = scene.store.task(taskId)
    const mine = task?.assigneeIds.includes(scene.meId ?? '') ?? false
    const concerns = speech.level === 'board' || mine || taskId === scene.openTaskId || taskId === scene.focusedId
    if (!task || !concerns) return []
    const status = scene.statusById.get(task.statusId)?.name ?? ''
    return [{ name: change.name, deed: deedOf(change), status, sentence: changeSentence({ name: change.name, key: task.key, status, change, mine }) }]
  })
}
