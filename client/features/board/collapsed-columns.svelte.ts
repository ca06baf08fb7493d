// Which columns of a board are narrow: remembered for each person and project. On a phone none is, since there one
// column fills the screen.
import { MediaQuery } from 'svelte/reactivity'
import { Collapsed } from './collapsed.svelte.ts'

const phone = new MediaQuery('(max-width: 699px)')

export class CollapsedColumns extends Collapsed {
  constructor(membershipId: string | null, projectId: string) {
    super(`lockstep.collapsed.${membershipId ?? ''}.${projectId}`)
  }

  override has(columnId: string): boolean {
    return super.has(columnId) && !phone.current
  }
}
