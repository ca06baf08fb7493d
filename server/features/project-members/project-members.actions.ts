// Lists members of the team on a project, with role and hours, and takes them off. Whoever may be given tasks there may be listed.
import { MOST_PROJECT_MEMBERS, projectMemberEvents as events, type ProjectMember as Resource, type ProjectMemberInput } from '../../../shared/features/project-members.ts'
import { teamStream } from '../../../shared/streams.ts'
import { changesBetween, isEmpty } from '../../kernel/changes.ts'
import { conflict, invalid, notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { Membership } from '../members/membership.entity.ts'
import { loadProject } from '../projects/load-project.ts'
import { Project } from '../projects/project.entity.ts'
import { findTeamMembers } from '../tasks/task-references.ts'
import { ProjectMember } from './project-member.entity.ts'
import { presentProjectMember } from './project-member.presenter.ts'

/** Who is listed already stays so after leaving the team, and is changed only back in it. 409 where there are very many. */
export async function setProjectMember(work: Work, projectId: string, memberId: string, input: ProjectMemberInput): Promise<Resource> {
  const project = await loadProject(work, projectId, 'project.update', { lock: true })
  const { startOn, endOn } = input
  if (startOn !== null && endOn !== null && endOn < startOn) throw invalid('/endOn', 'This is before the first day.')
  await checkPerson(work, project.team.id, memberId)
  const known = await find(work, projectId, memberId)
  return known ? change(work, project, known, input) : add(work, project, memberId, input)
}

export async function removeProjectMember(work: Work, projectId: string, memberId: string): Promise<void> {
  const project = await loadProject(work, projectId, 'project.update', { lock: true })
  const known = await find(work, projectId, memberId)
  if (!known) throw notFound()
  takeOff(work, project, known)
}

/** Takes somebody off a locked project, whoever asks. */
export function takeOff(work: Work, { id: projectId, team }: Project, known: ProjectMember): void {
  const member = presentProjectMember(known)
  work.em.remove(known)
  work.append(teamStream(team.id), events.projectMemberRemoved, { projectId, memberId: member.memberId, member })
}

const find = (work: Work, projectId: string, memberId: string) =>
  work.em.findOne(ProjectMember, { project: { id: projectId }, membership: { id: memberId } })

async function checkPerson(work: Work, teamId: string, memberId: string): Promise<void> {
  const member = await work.em.findOne(Membership, { id: memberId })
  if (!member) throw notFound()
  if (member.kind === 'bot') throw conflict('conflict', 'A bot has no working hours.')
  const members = await findTeamMembers(work, [teamId], [memberId])
  if (members.size === 0) throw conflict('conflict', 'Only active members of the team can be listed on its projects.')
}

async function add(work: Work, project: Project, memberId: string, input: ProjectMemberInput): Promise<Resource> {
  const count = await work.em.count(ProjectMember, { project: { id: project.id } })
  if (count >= MOST_PROJECT_MEMBERS) throw conflict('conflict', `The project lists ${MOST_PROJECT_MEMBERS} people already.`)
  const { organizationId, em, at } = work
  const added = em.create(ProjectMember, {
    organizationId, project: em.getReference(Project, [organizationId, project.id]), membership: em.getReference(Membership, [organizationId, memberId]), ...input, createdAt: at,
  })
  await em.flush()
  return tellSaved(work, project, added)
}

function change(work: Work, project: Project, known: ProjectMember, input: ProjectMemberInput): Resource {
  const before = presentProjectMember(known)
  const { role, hoursPerWeek, startOn, endOn } = before
  if (isEmpty(changesBetween({ role, hoursPerWeek, startOn, endOn }, input))) return before
  work.em.assign(known, input)
  return tellSaved(work, project, known, before)
}

function tellSaved(work: Work, { team }: Project, saved: ProjectMember, before?: Resource): Resource {
  const member = presentProjectMember(saved)
  work.append(teamStream(team.id), events.projectMemberSaved, { member, isNew: before === undefined, ...(before && { before }) })
  return member
}
