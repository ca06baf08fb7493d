// The client of this browser tab.
import { Client, type Stores } from './client.svelte.ts'
import { faces } from './ui/faces.ts'
import { zone } from './ui/zone.ts'

/** The board of the address is asked for while its screen is still being loaded. */
function readAhead({ boards }: Stores): void {
  const [, projectId] = /^\/projects\/([0-9a-f-]{36})\/?$/.exec(location.pathname) ?? []
  if (projectId) boards.open(projectId)
}

export const lockstep = new Client({ onOpen: readAhead })

faces.follow((id) => lockstep.stores?.pictures.of(lockstep.stores.organizations.member(id)) ?? null)
zone.follow(() => lockstep.stores?.organizations.me?.timezone)
