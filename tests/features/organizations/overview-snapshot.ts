// The overview as a snapshot for verifyAction, and what a client does when a team was opened to it.
import { isDeepStrictEqual } from 'node:util'
import { endpoints } from '../../../shared/index.ts'
import {
  overviewSnapshot, overviewState, projectFetched, reduceAll, teamLoaded, textFetched, type OverviewState,
} from '../../../client/features/organizations/organizations.reducer.ts'
import type { StreamEvent } from '../../../shared/streams.ts'
import type { Person } from '../../support/factories.ts'
import { noteVerified } from '../../support/verified-events.ts'
import { eventsAfter, withTexts, type Snapshot } from '../../support/verify-action.ts'

const fetchOverview = async (person: Person): Promise<OverviewState> =>
  overviewState(await person.do(endpoints.readOverview))

/** A stream gets its epoch with its first event, which the older snapshot cannot know. */
function normal(state: OverviewState) {
  const { streams, ...rest } = overviewSnapshot(state)
  return { ...rest, streams: streams.map(({ stream, offset }) => ({ stream, offset })) }
}

/** By events, and by what they ask to load, as a client does. */
async function broughtUpToDate(before: OverviewState, events: StreamEvent[], person: Person) {
  const { state, effects } = reduceAll(before, events)
  let reduced = await withTexts(person, { state, effects }, textFetched)
  for (const effect of effects) {
    if (effect.kind === 'loadTeam') reduced = teamLoaded(reduced, await person.do(endpoints.readOverview), effect.teamId)
    if (effect.kind === 'fetchProject') {
      const { projectId } = effect
      reduced = projectFetched(reduced, await person.do(endpoints.readProject, { params: { projectId } }))
    }
  }
  return { reduced, effects }
}

const snapshot: Snapshot<OverviewState> = {
  name: 'overview', fetch: fetchOverview, normal,
  positions: (state) => [...state.positions.values()],
  apply: async (state, events, person) => (await broughtUpToDate(state, events, person)).reduced,
}
export const overviewOf = snapshot as unknown as Snapshot<never>

/** The overview before an action and brought up to date after it, what its events asked for, and the one fetched anew: for tests that look at both. */
export async function overviewAcross(person: Person, action: () => Promise<unknown>) {
  const before = await fetchOverview(person)
  await action()
  const events = (
    await Promise.all(snapshot.positions(before).map(({ stream, offset }) => eventsAfter(person, stream, offset)))
  ).flat()
  const { reduced, effects } = await broughtUpToDate(before, events, person)
  const fetched = normal(await fetchOverview(person))
  await noteVerified(events, person.membership.role, async (others) =>
    !isDeepStrictEqual(normal((await broughtUpToDate(before, others, person)).reduced), fetched))
  return { reduced: normal(reduced), fetched, effects }
}
