// The client of this browser tab.
import { Client } from './client.svelte.ts'
import { faces } from './ui/faces.ts'
import { zone } from './ui/zone.ts'

export const lockstep = new Client()

faces.follow((id) => lockstep.stores?.pictures.of(lockstep.stores.organizations.member(id)) ?? null)
zone.follow(() => lockstep.stores?.organizations.me?.timezone)
