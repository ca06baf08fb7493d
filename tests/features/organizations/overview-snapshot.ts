// The overview as a snapshot for verifyAction, and what a client does when a team was opened to it.
import { endpoints } from '../../../shared/index.ts'
import {
  overviewSnapshot, overviewState, projectFetched, reduceAll, teamLoaded, textFetched, type OverviewState,
} from '../../../client/features/organizations/organizations.reducer.ts'
import type { Person } from '../../support/factories.ts'
import { eventsAfter, withTexts, type Snapshot } from '../../support/verify-action.ts'

const fetchOverview = async (person: Person): Promise<OverviewState> =>
  overviewState(await person.do(endpoints.readOverview))

/** A stream gets its epoch with its first event, which the older snapshot cannot know. */
function normal(state: OverviewState) {
  const { streams, ...rest } = overviewSnapshot(state)
  return { ...rest, streams: streams.map(({ stream, offset }) => ({ stream, offset })) }
}

const snapshot: Snapshot<OverviewState> = {
  name: 'overview', fetch: fetchOverview, normal,
  positions: (state) => [...state.positions.values()],
  apply: (state, events, person) => withTexts(person, reduceAll(state, events), textFetched),
}
export const overviewOf = snapshot as unknown as Snapshot<never>

/** The overview before an action, brought up to date by events and what they ask to load; and the one fetched anew. */
export async function overviewAcross(person: Person, action: () => Promise<unknown>) {
  const before = await fetchOverview(person)
  await action()
  const events = (
    await Promise.all(snapshot.positions(before).map(({ stream, offset }) => eventsAfter(person, stream, offset)))
  ).flat()
  const { state, effects } = reduceAll(before, events)
  const fresh = await person.do(endpoints.readOverview)
  let reduced = await withTexts(person, { state, effects }, textFetched)
  for (const effect of effects) {
    if (effect.kind === 'loadTeam') reduced = teamLoaded(reduced, fresh, effect.teamId)
    if (effect.kind === 'fetchProject') {
      const { projectId } = effect
      reduced = projectFetched(reduced, await person.do(endpoints.readProject, { params: { projectId } }))
    }
  }
  return { reduced: normal(reduced), fetched: normal(overviewState(fresh)), effects }
}
