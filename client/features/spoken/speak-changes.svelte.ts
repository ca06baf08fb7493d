// What others do on a board or in a team's list, spoken for those who listen, as much as they chose.
import { untrack } from 'svelte'
import { announce } from '../../ui/index.ts'
import { address } from '../board/address.svelte.ts'
import type { BoardScene } from '../board/board.scene.svelte.ts'
import type { RecentChange } from '../board/recent-changes.ts'
import { t as ofBoard } from '../board/words.ts'
import { speech } from '../presence/speech.svelte.ts'
import { changeSentence, deedOf } from './change-sentence.ts'
import { SpeechGather, type Heard } from './gather.ts'

/** Speaks the changes as they are drawn, those since a moment: this part comes later than its screen. */
export function speakChanges(scene: BoardScene, since: number): void {
  const gather = new SpeechGather((sentence) => announce(sentence))
  let last = since
  // Before they are drawn: the focus is still on the card that goes, and is passed on with the drawing.
  $effect.pre(() => {
    const fresh = [...scene.store.recentChanges].filter(([, { at }]) => at > last)
    if (fresh.length === 0) return
    last = Math.max(...fresh.map(([, { at }]) => at))
    untrack(() => {
      const heard = heardIn(scene, fresh)
      // While a card is moved by keys nothing is said; how many there were is told afterwards.
      if (scene.hand.isHolding) for (const { sentence } of heard) announce(sentence)
      else gather.add(heard)
    })
  })
  $effect(() => () => gather.stop())
  speakCrowds(scene)
}

function speakCrowds(scene: BoardScene): void {
  let spoken: string | null = null
  $effect(() => {
    const { crowd } = scene.store
    if (crowd && crowd.name !== spoken && speech.level === 'board') announce(ofBoard('crowd', { name: crowd.name, count: crowd.count }))
    spoken = crowd?.name ?? null
  })
}

function heardIn(scene: BoardScene, fresh: [string, RecentChange][]): Heard[] {
  if (speech.level === 'off') return []
  return fresh.flatMap(([taskId, change]) => {
    // What was archived, deleted or taken to another project is not here any more.
    const task = scene.store.task(taskId)
    const mine = [...change.assigneeIds, ...task?.assigneeIds ?? []].includes(scene.meId ?? '')
    const isOpen = address.task !== null && [taskId, change.key].includes(address.task)
    if (speech.level !== 'board' && !mine && !isOpen && taskId !== scene.focusedId) return []
    const status = scene.statusById.get(task?.statusId ?? '')?.name ?? ''
    const sentence = changeSentence({ change, status, mine, today: scene.today, zone: scene.zone })
    return [{ name: change.name, deed: deedOf(change), status, sentence }]
  })
}
