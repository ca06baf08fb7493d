// Takes back who is listed on a project, by the actions that people use.
import type { ProjectMember as Resource, ProjectMemberInput } from '../../../shared/features/project-members.ts'
import type { Work } from '../../kernel/work.ts'
import { ProjectMember } from '../project-members/project-member.entity.ts'
import { presentProjectMember } from '../project-members/project-member.presenter.ts'
import { removeProjectMember, setProjectMember } from '../project-members/project-members.actions.ts'
import { loadProject } from '../projects/load-project.ts'
import type { PastChange } from './past-changes.ts'
import type { PlaceUndone } from './undo-places.ts'
import { changedSince, isUnknown } from './undo-refusal.ts'
import type { StandIns } from './undo-task-change.ts'

/** Of a removal `member` is who was taken off, else who was put on it. */
interface Told { member?: Resource; before?: Resource; isNew?: boolean; projectId?: string }

const FIELDS = ['role', 'hoursPerWeek', 'startOn', 'endOn'] as const satisfies (keyof Resource)[]

export async function undoMemberChange(work: Work, _: StandIns, { type, data }: PastChange): Promise<PlaceUndone> {
  const { member, before, isNew } = data as Told
  const wanted = type === 'project_member.removed' ? member : before
  if (!member || (!isNew && !wanted)) throw isUnknown('This was told before it was kept what was so before.')
  const { projectId, memberId } = member
  await loadProject(work, projectId, 'project.update', { lock: true })
  const row = await work.em.findOne(ProjectMember, { project: { id: projectId }, membership: { id: memberId } }, { refresh: true })
  const present = row && presentProjectMember(row)
  const left = type === 'project_member.removed' ? null : member
  if (!isSame(present, left)) throw changedSince('Who works on the project')
  if (wanted) await setProjectMember(work, projectId, memberId, inputOf(wanted))
  else await removeProjectMember(work, projectId, memberId)
  return { title: '', changes: changesOf(present, wanted ?? null) }
}

const inputOf = ({ role, hoursPerWeek, startOn, endOn }: Resource): ProjectMemberInput => ({ role, hoursPerWeek, startOn, endOn })

const isSame = (one: Resource | null, other: Resource | null): boolean =>
  one === null || other === null ? one === other : FIELDS.every((field) => one[field] === other[field])

const changesOf = (before: Resource | null, after: Resource | null): PlaceUndone['changes'] =>
  Object.fromEntries(FIELDS.flatMap((field) => (before?.[field] === after?.[field] ? [] : [[field, [before?.[field] ?? null, after?.[field] ?? null]]])))
