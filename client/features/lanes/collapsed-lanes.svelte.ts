// Which lanes are closed, remembered for each person and project in this browser, and whether empty ones are shown.
import { readIds, writeIds } from '../../shell/remembered-ids.ts'
import { Collapsed } from '../board/collapsed.svelte.ts'

export class CollapsedLanes extends Collapsed {
  constructor(membershipId: string | null, projectId: string) {
    super(`lockstep.closed-lanes.${membershipId ?? ''}.${projectId}`)
  }

  toggle(laneId: string): void {
    if (this.has(laneId)) this.expand(laneId)
    else this.collapse(laneId)
  }
}

const EMPTY = 'lockstep.lanes.empty'

class EmptyLanes {
  #hidden = $state(readIds(EMPTY).includes('hidden'))

  get areHidden(): boolean {
    return this.#hidden
  }

  toggle(): void {
    this.#hidden = !this.#hidden
    writeIds(EMPTY, this.#hidden ? ['hidden'] : [])
  }
}

export const emptyLanes = new EmptyLanes()
