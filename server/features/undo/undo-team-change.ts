// Takes back how a team is called, what it says of itself, its settings and its department, by the action of teams: the rights are asked anew.
import type { BodyOf } from '../../../shared/endpoint.ts'
import type { teamEndpoints } from '../../../shared/features/teams.ts'
import type { Work } from '../../kernel/work.ts'
import { loadTeam } from '../teams/load-team.ts'
import { updateTeam } from '../teams/teams.actions.ts'
import { presentTeam } from '../teams/team.presenter.ts'
import { fieldsBefore, turned, type Pairs } from './as-left.ts'
import type { PastChange } from './past-changes.ts'
import type { PlaceUndone } from './undo-places.ts'
import type { StandIns } from './undo-task-change.ts'

export async function undoTeamChange(work: Work, standIns: StandIns, { data }: PastChange): Promise<PlaceUndone> {
  const { teamId, changes } = data as { teamId: string; changes: Pairs }
  const team = presentTeam(await loadTeam(work, teamId, 'team.read'), [])
  const before = fieldsBefore<BodyOf<typeof teamEndpoints.updateTeam>>(standIns, { id: teamId, what: `The team ${team.name}`, fields: team }, changes)
  const { name } = await updateTeam(work, teamId, before, null)
  return { title: name, changes: turned(changes) }
}
