// Reads the organization, and all that a client opens with as one snapshot.
import type { Organization as OrganizationResource, Overview } from '../../../shared/features/organizations.ts'
import { inboxStream, organizationStream, teamStream } from '../../../shared/streams.ts'
import { notFound } from '../../kernel/errors.ts'
import { together } from '../../kernel/together.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { ofTeamsReadableBy } from '../../policy/scopes.ts'
import { readAllDepartments } from '../departments/departments.queries.ts'
import { readOrganizationLabels } from '../labels/organization-labels.ts'
import { readAllMembers } from '../members/members.queries.ts'
import { countUnread } from '../notifications/notifications.queries.ts'
import { Project } from '../projects/project.entity.ts'
import { presentProject } from '../projects/project.presenter.ts'
import { readStarredProjectIds } from '../projects/star-project.actions.ts'
import { positionsOf } from '../streams/streams.queries.ts'
import { readReadableTeams } from '../teams/teams.queries.ts'
import { findTimer } from '../time/time.queries.ts'
import { readAllViews } from '../views/views.queries.ts'
import { Organization } from './organization.entity.ts'
import { presentOrganization } from './organization.presenter.ts'

export async function readOrganization(work: Work): Promise<OrganizationResource> {
  authorize(work.actor, 'organization.read')
  return presentOrganization(await work.em.findOneOrFail(Organization, { id: work.organizationId }))
}

/** The organization, its people, what the actor may read of its teams, and the positions of its streams (RT17). */
export async function readOverview(work: Work): Promise<Overview> {
  const organization = await readOrganization(work)
  const members = await readAllMembers(work)
  const me = members.find(({ id }) => id === work.actor.membershipId)
  if (!me) throw notFound()
  const departments = await readAllDepartments(work)
  const teams = await readReadableTeams(work)
  const projects = await work.em.find(
    Project, { $and: [{ deletedAt: null }, ofTeamsReadableBy(work.actor)] }, { orderBy: { id: 'asc' } },
  )
  const starredProjectIds = await readStarredProjectIds(work)
  const views = await readAllViews(work)
  const [labels, timer, unreadNotifications, streams] = await together([
    readOrganizationLabels(work), findTimer(work), countUnread(work),
    positionsOf(work, [organizationStream(organization.id), inboxStream(me.id), ...teams.map(({ id }) => teamStream(id))]),
  ])
  return { organization, me, members, departments, teams, projects: projects.map(presentProject), starredProjectIds, timer, unreadNotifications, views, labels, streams }
}
