// The confirmed people of a project, and what they are allocated to elsewhere. Pure.
import type { OtherAllocation, ProjectMembers } from '../../../shared/features/project-members.ts'
import type { StreamEvent } from '../../../shared/streams.ts'
import { allOthers } from '../../lib/all-others.ts'
import { applyEvent, type Draft, type Reduced, type Table } from '../../lib/reducer.ts'

export type ProjectMembersState = Readonly<ProjectMembers & { projectId: string }>
interface ProjectMembersDraft extends ProjectMembers, Draft { projectId: string }

/** Applies events of the team's stream. */
export function reduceAll(state: ProjectMembersState, events: readonly StreamEvent[]): Reduced<ProjectMembersState> {
  const draft: ProjectMembersDraft = { ...state, effects: [] }
  for (const event of events) {
    if (event.stream !== draft.stream || event.offset <= draft.offset) continue
    draft.offset = event.offset
    applyEvent(draft, projectMembersTable, event)
  }
  const { effects, ...next } = draft
  return { state: next, effects }
}

type Placed = Pick<OtherAllocation, 'memberId' | 'projectId'>
const isOf = (place: Placed) => ({ memberId, projectId }: Placed) => memberId === place.memberId && projectId === place.projectId

/** In its place where it is there already. */
function saved<T extends Placed>(items: readonly T[], item: T): T[] {
  return items.some(isOf(item)) ? items.map((one) => (isOf(item)(one) ? item : one)) : [...items, item]
}

export const projectMembersTable: Table<ProjectMembersDraft> = {
  ...allOthers('tells nothing of who works on projects'),
  projectMemberSaved: (draft, { member }) => {
    const { projectId, memberId, hoursPerWeek, startOn, endOn } = member
    if (projectId === draft.projectId) draft.items = saved(draft.items, member)
    else draft.others = saved(draft.others, { memberId, projectId, hoursPerWeek, startOn, endOn })
  },
  projectMemberRemoved: (draft, place) => {
    draft.items = draft.items.filter((item) => !isOf(place)(item))
    draft.others = draft.others.filter((item) => !isOf(place)(item))
  },
  // What is told of others is of those who are in the team.
  teamMemberRemoved: (draft, { memberId }) => void (draft.others = draft.others.filter((item) => item.memberId !== memberId)),
  teamMemberAdded: (draft) => void draft.effects.push({ kind: 'reload' }),
  trashEmptied: (draft, { projectId, isProjectGone }) => {
    if (isProjectGone) draft.others = draft.others.filter((item) => item.projectId !== projectId)
  },
}
