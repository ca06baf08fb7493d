// What somebody said of watching the tasks of a project as a snapshot for verifyAction, by the client's own reducer.
import { reduceAll, type WatchingState } from '../../../client/features/watchers/watching.reducer.ts'
import { endpoints } from '../../../shared/index.ts'
import type { WatchWish } from '../../../shared/features/watchers.ts'
import type { Person } from '../../support/factories.ts'
import type { Snapshot } from '../../support/verify-action.ts'

const wishesByTask = (said: readonly (WatchWish & { taskId: string })[]) =>
  new Map([...Map.groupBy(said, ({ taskId }) => taskId)].map(([id, all]) => [id, all.map(({ memberId, watching }) => ({ memberId, watching }))] as const))

interface Followed { position: { stream: string; offset: number }; known: WatchingState }

/** With `of: 'all'` also what everybody said. */
export function watchingOf(projectId: string, of: 'me' | 'all' = 'me'): Snapshot<never> {
  const fetch = async (person: Person): Promise<Followed> => {
    const { watching, refused, wishes: said, ...position } = await person.do(endpoints.readWatching, { params: { projectId }, query: { of } })
    const wishes = [...watching.map((id) => [id, true] as const), ...refused.map((id) => [id, false] as const)]
    return { position, known: { projectId, memberId: person.membership.id, wishes: new Map(wishes), all: said ? wishesByTask(said) : null } }
  }
  const snapshot: Snapshot<Followed> = {
    name: `watching of ${of}`, fetch, positions: ({ position }) => [position],
    apply: ({ position, known }, events) => ({ position: { ...position, offset: events.at(-1)?.offset ?? position.offset }, known: reduceAll(known, events) }),
    normal: ({ position, known: { wishes, all } }) => ({ offset: position.offset, wishes: [...wishes].sort(), all: all && [...all].sort() }),
  }
  return snapshot as unknown as Snapshot<never>
}
