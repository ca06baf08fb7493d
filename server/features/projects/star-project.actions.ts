// Stars on projects: a member's own, told to their inbox so that their other tabs follow.
import { events } from '../../../shared/index.ts'
import { inboxStream } from '../../../shared/streams.ts'
import type { Work } from '../../kernel/work.ts'
import { Membership } from '../members/membership.entity.ts'
import { loadProject } from './load-project.ts'
import { ProjectStar } from './project-star.entity.ts'
import { Project } from './project.entity.ts'

/** Sets or takes away one's star on a project that one may read; what is so already leaves no event. */
export async function starProject(work: Work, projectId: string, starred: boolean): Promise<void> {
  // Locked, so that two requests at once do not both find it unset.
  await loadProject(work, projectId, 'project.read', { lock: true })
  const { em, organizationId, actor: { membershipId } } = work
  const star = await em.findOne(ProjectStar, { membership: { id: membershipId }, project: { id: projectId } })
  if ((star !== null) === starred) return
  if (star) em.remove(star)
  else {
    em.create(ProjectStar, {
      organizationId, membership: em.getReference(Membership, [organizationId, membershipId]),
      project: em.getReference(Project, [organizationId, projectId]), createdAt: work.at,
    })
  }
  work.append(inboxStream(membershipId), events.projectStarred, { projectId, starred })
}

/** The ids of the projects that the actor has starred, sorted. */
export async function readStarredProjectIds(work: Work): Promise<string[]> {
  const stars = await work.em.find(ProjectStar, { membership: { id: work.actor.membershipId } })
  return stars.map(({ project }) => project.id).sort()
}
