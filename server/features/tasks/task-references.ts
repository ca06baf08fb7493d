// Looks up what a task's input points at: people of the team and labels of the project or the organization. What is found cannot vanish
// before the commit.
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { checkAssignees, checkLabels, type TaskProject } from './task-rules.ts'

interface Named {
  assigneeIds?: string[] | undefined
  labelIds?: string[] | undefined
}

/** Throws 422 unless newly named assignees and labels fit the project. */
export async function checkPeopleAndLabels(
  work: Work,
  project: TaskProject,
  named: Named,
  before: Required<Named>,
): Promise<void> {
  const people = added(named.assigneeIds, before.assigneeIds)
  if (people.length > 0) {
    const members = await findTeamMembers(work, [project.teamId], people)
    checkAssignees(named.assigneeIds, before.assigneeIds ?? [], (id) => members.has(`${project.teamId} ${id}`))
  }
  const labelIds = added(named.labelIds, before.labelIds)
  if (labelIds.length > 0) {
    const labels = await findLabels(work, labelIds)
    checkLabels(named.labelIds, before.labelIds ?? [], (id) => fitsProject(labels, id, project.id))
  }
}

function added(ids: readonly string[] = [], before: readonly string[] = []): string[] {
  return ids.filter((id) => !before.includes(id))
}

const IDS = (place: number) => `any(array(select jsonb_array_elements_text($${place}::text::jsonb)::uuid))`

/** `<team id> <membership id>` of those that are active members of these teams. */
export async function findTeamMembers(
  work: Work,
  teamIds: readonly string[],
  membershipIds: readonly string[],
): Promise<Set<string>> {
  const rows = await query<{ place: string }>(
    work.em,
    `select t.team_id || ' ' || t.membership_id as place
    from team_members t
    join memberships m on m.organization_id = t.organization_id and m.id = t.membership_id and m.status = 'active'
    where t.organization_id = $1::uuid and t.team_id = ${IDS(2)} and t.membership_id = ${IDS(3)}
    for key share of t`,
    [work.organizationId, JSON.stringify(teamIds), JSON.stringify(membershipIds)],
  )
  return new Set(rows.map(({ place }) => place))
}

/** By label its project, null for one of the organization. */
export type LabelPlaces = ReadonlyMap<string, string | null>

/** Whether there is such a label for tasks of the project. */
export function fitsProject(labels: LabelPlaces, id: string, projectId: string): boolean {
  const place = labels.get(id)
  return place === null || place === projectId
}

export async function findLabels(work: Work, labelIds: readonly string[]): Promise<LabelPlaces> {
  const rows = await query<{ id: string; project: string | null }>(
    work.em,
    `select id, project_id as project from labels
    where organization_id = $1::uuid and id = ${IDS(2)} for key share`,
    [work.organizationId, JSON.stringify(labelIds)],
  )
  return new Map(rows.map(({ id, project }) => [id, project]))
}
