// Mutations that only open tasks make: they come with the panel, or when a change that was kept under one of these names is sent.
import { linkMutations } from './links/links.mutations.ts'
import { learn } from './known-mutations.svelte.ts'
import { reminderMutations } from './reminders/reminders.mutations.ts'
import { taskDetailMutations } from './tasks/task-detail.mutations.ts'
import { timeMutations } from './time/time.mutations.ts'
import { watchMutations } from './watchers/watch.mutations.ts'

export const lateMutations = { ...taskDetailMutations, ...linkMutations, ...timeMutations, ...watchMutations, ...reminderMutations }

learn(lateMutations)
