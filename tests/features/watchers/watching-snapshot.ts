// What somebody said of watching the tasks of a project as a snapshot for verifyAction, by the client's own reducer.
import { reduceAll, type WatchingState } from '../../../client/features/watchers/watching.reducer.ts'
import { endpoints } from '../../../shared/index.ts'
import type { Person } from '../../support/factories.ts'
import type { Snapshot } from '../../support/verify-action.ts'

export function watchingOf(projectId: string): Snapshot<never> {
  const fetch = async (person: Person): Promise<WatchingState> => {
    const { watching, refused, ...position } = await person.do(endpoints.readWatching, { params: { projectId } })
    const wishes = [...watching.map((id) => [id, true] as const), ...refused.map((id) => [id, false] as const)]
    return { position, memberId: person.membership.id, wishes: new Map(wishes) }
  }
  const snapshot: Snapshot<WatchingState> = {
    name: 'watching', fetch, positions: ({ position }) => [position], apply: (state, events) => reduceAll(state, events),
    normal: ({ position, wishes }) => ({ offset: position.offset, wishes: [...wishes].sort() }),
  }
  return snapshot as unknown as Snapshot<never>
}
