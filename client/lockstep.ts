// The client of this browser tab.
import { Client } from './client.svelte.ts'
import { zone } from './ui/zone.ts'

export const lockstep = new Client()

zone.follow(() => lockstep.stores?.organizations.me?.timezone)
