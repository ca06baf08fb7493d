// Toolbar, keys and mentions come after the field: typing never waits for them.
import { Late } from '../late.svelte.ts'

export const editorTools = new Late(async () => (await import('./EditorTools.svelte')).default)
