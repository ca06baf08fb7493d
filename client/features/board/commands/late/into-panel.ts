// Keys of a focused card that go on in its panel: that opens first, and what is typed meanwhile is kept for the field there.
import { tick } from 'svelte'
import type { BoardTask } from '../../../../../shared/features/tasks.ts'
import { TypedAhead } from '../../../../shell/commands/typed-ahead.ts'
import { address } from '../../address.svelte.ts'
import type { BoardScene } from '../../board.scene.svelte.ts'

const PATIENCE = 5_000

/** What is asked for in the panel: a field, or a button that opens one. */
export type Place = '[data-composer]' | '[data-log-time]'

export async function goInto(scene: BoardScene, task: BoardTask, place: Place): Promise<void> {
  scene.open(task)
  let isWanted = true
  const ahead = new TypedAhead(() => (isWanted = false))
  const keep = (event: KeyboardEvent) => void ahead.keep(event)
  window.addEventListener('keydown', keep, { capture: true })
  const target = await coming(task, place, () => isWanted)
  if (target instanceof HTMLTextAreaElement) target.focus()
  else target?.click()
  await tick()
  window.removeEventListener('keydown', keep, { capture: true })
  if (target) write(ahead.text)
}

/** It is drawn when the panel has loaded; not waited for once another task is opened. */
async function coming(task: BoardTask, place: Place, isWanted: () => boolean): Promise<HTMLElement | null> {
  const isOpen = () => [task.key, task.id].includes(address.task ?? '')
  for (const end = Date.now() + PATIENCE; Date.now() < end && isWanted() && isOpen();) {
    const target = document.querySelector<HTMLElement>(`[data-task-panel] ${place}`)
    if (target?.closest<HTMLElement>(`[data-task-panel="${CSS.escape(task.key || task.id)}"]`)) return target
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  return null
}

function write(text: string): void {
  const field = document.activeElement
  if (text === '' || !(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return
  field.setRangeText(text, field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end')
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}
