// What opens above the page. It comes in a file of its own: a page is drawn and used without it.
export { default as AlertDialogLayer } from './AlertDialogLayer.svelte'
export { default as ContextLayer } from './ContextLayer.svelte'
export { default as DialogLayer } from './DialogLayer.svelte'
export { default as MenuLayer } from './MenuLayer.svelte'
export { default as PopoverLayer } from './PopoverLayer.svelte'
