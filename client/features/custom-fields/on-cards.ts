// Custom fields on a board's cards and as its columns: a part of its own, for boards whose project has fields.
export { default as CardFields } from './CardFields.svelte'
export { fieldGroups } from './field-groups.ts'
export { groupEntries } from './group-entries.ts'
export { fieldEntries } from './shown-fields.svelte.ts'
