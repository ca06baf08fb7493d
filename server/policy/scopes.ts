// What may be read, as query conditions: the same answers as `can(actor, '...read')`, for lists.
import type { Actor } from '../kernel/actor.ts'
import { readableTeams } from './policy.ts'

/** Condition on Team for the teams that the actor may read. */
export function teamsReadableBy(actor: Actor) {
  const teams = readableTeams(actor)
  return teams === null ? {} : { id: { $in: [...teams] } }
}

/** Condition on Project (or anything with a `team`). */
export function ofTeamsReadableBy(actor: Actor) {
  const teams = readableTeams(actor)
  return teams === null ? {} : { team: { id: { $in: [...teams] } } }
}
