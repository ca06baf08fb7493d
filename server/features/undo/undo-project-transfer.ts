// Brings a project back to the team that it left. Who was taken off it is a change of its own, taken back after it.
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { moveProject } from '../project-transfers/project-transfer.actions.ts'
import { loadProject } from '../projects/load-project.ts'
import type { PastChange } from './past-changes.ts'
import type { PlaceUndone } from './undo-places.ts'
import { changedSince } from './undo-refusal.ts'
import type { StandIns } from './undo-task-change.ts'

/** As long as it did not move on since; what else was done to it stays. */
export async function undoProjectTransfer(work: Work, _: StandIns, { data, teamId, correlationId }: PastChange): Promise<PlaceUndone> {
  const project = await loadProject(work, data.projectId as string, 'project.update', { lock: true })
  const present = project.team.id
  const [last] = await query<{ correlationId: string }>(work.em, LAST_MOVE, [work.organizationId, project.id])
  if (last?.correlationId !== correlationId) throw changedSince(`The project ${project.name}`)
  await moveProject(work, project, teamId!)
  return { title: project.name, changes: { teamId: [present, teamId] } }
}

/** Told singly or as a part of an undo. Ids of events are of their time. */
const LAST_MOVE = `select e.correlation_id as "correlationId" from event_subjects s
  join events e on e.organization_id = s.organization_id and e.stream = s.stream and e."offset" = s."offset"
  where s.organization_id = $1::uuid and s.subject_id = $2::uuid
    and (e.type = 'project.entered' or e.type = 'batch.applied' and e.data @@ '$.events[*].type == "project.entered"')
  order by e.id desc limit 1`
