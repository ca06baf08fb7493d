// The open task and its pickers come after the board that they belong to.
import { Late } from '../../ui/index.ts'

export const taskPanel = new Late(async () => (await import('./TaskPanel.svelte')).default)
export const taskPeek = new Late(async () => (await import('./TaskPeek.svelte')).default)
export const taskPicker = new Late(async () => (await import('./TaskPicker.svelte')).default)

/** Loads all of them: soon enough for their first use, also when the network is gone by then. */
export function loadTaskParts(): void {
  for (const late of [taskPanel, taskPicker]) void late.load()
}
