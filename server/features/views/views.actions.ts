// What changes saved views. Those that are shared are told to the team, others to their owner's inbox alone.
import { LockMode } from '@mikro-orm/core'
import type { BodyOf } from '../../../shared/endpoint.ts'
import { events } from '../../../shared/index.ts'
import { MOST_VIEWS, type View as ViewResource, type viewEndpoints, type ViewPatch } from '../../../shared/features/views.ts'
import { inboxStream, teamStream } from '../../../shared/streams.ts'
import { changesBetween, checkVersion, isEmpty } from '../../kernel/changes.ts'
import { conflict, notFound } from '../../kernel/errors.ts'
import { newId } from '../../kernel/tenancy.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { Membership } from '../members/membership.entity.ts'
import { loadProject } from '../projects/load-project.ts'
import { Project } from '../projects/project.entity.ts'
import { readFilter } from '../tasks/filter-fault.ts'
import { loadTeam } from '../teams/load-team.ts'
import { Team } from '../teams/team.entity.ts'
import { loadViewToChange } from './load-view.ts'
import { View } from './view.entity.ts'
import { presentView } from './view.presenter.ts'

type ViewInput = BodyOf<typeof viewEndpoints.createView>

/** Saves a view of a project or team that one may read. Throws 422 for a filter that cannot be read, 409 when one has very many already. */
export async function createView(work: Work, { projectId, teamId: ofTeam, group, ...fields }: ViewInput): Promise<ViewResource> {
  const teamId = projectId === undefined ? await lockTeam(work, ofTeam!) : (await loadProject(work, projectId, 'view.create', { lock: true })).team.id
  readFilter(fields.filter, '/filter')
  const { em, organizationId, actor: { membershipId } } = work
  const place = projectId === undefined ? { team: { id: teamId } } : { project: { id: projectId } }
  if (await em.count(View, { ...place, owner: { id: membershipId } }) >= MOST_VIEWS) {
    throw conflict('conflict', `You have ${MOST_VIEWS} views of this ${projectId === undefined ? 'team' : 'project'} already. Delete one first.`)
  }
  const view = em.create(View, {
    organizationId, id: newId(), owner: em.getReference(Membership, [organizationId, membershipId]),
    project: projectId === undefined ? null : em.getReference(Project, [organizationId, projectId]), team: projectId === undefined ? em.getReference(Team, [organizationId, teamId]) : null,
    ...fields, grouping: group, version: 1, createdAt: work.at, updatedAt: work.at,
  })
  await em.flush()
  return tellSaved(work, presentView(view, teamId), true)
}

/** As its project is: many requests at once must not pass the limit together. */
async function lockTeam(work: Work, id: string): Promise<string> {
  await loadTeam(work, id, 'team.read')
  authorize(work.actor, 'view.create', { teamId: id })
  const team = await work.em.findOne(Team, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true })
  if (!team) throw notFound()
  return team.id
}

/** Changes a view. One that is shared no more stays with its owner: only they may take it back. */
export async function updateView(work: Work, id: string, patch: ViewPatch, ifMatch: number | null): Promise<ViewResource> {
  const { view, teamId } = await loadViewToChange(work, id)
  const before = presentView(view, teamId)
  checkVersion(before, ifMatch)
  if (patch.filter !== undefined) readFilter(patch.filter, '/filter')
  const changes = changesBetween<ViewPatch & Record<string, unknown>>(before, patch)
  if (isEmpty(changes)) return before
  const { group, ...fields } = patch
  work.em.assign(view, { ...fields, ...(group !== undefined && { grouping: group }), version: view.version + 1, updatedAt: work.at })
  const after = presentView(view, teamId)
  if (before.isShared && !after.isShared) tellGone(work, after, teamStream(teamId), after.ownerId)
  return tellSaved(work, after, !before.isShared && after.isShared)
}

export async function deleteView(work: Work, id: string, ifMatch: number | null): Promise<void> {
  const { view, teamId } = await loadViewToChange(work, id)
  const last = presentView(view, teamId)
  checkVersion(last, ifMatch)
  work.em.remove(view)
  tellGone(work, last, streamOf(last), null)
}

const streamOf = ({ isShared, teamId, ownerId }: ViewResource) => (isShared ? teamStream(teamId) : inboxStream(ownerId))

function tellSaved(work: Work, view: ViewResource, isNew: boolean): ViewResource {
  work.append(streamOf(view), events.viewSaved, { view, isNew })
  return view
}

function tellGone(work: Work, { id, projectId, name, version }: ViewResource, stream: ReturnType<typeof teamStream>, keptById: string | null): void {
  work.append(stream, events.viewDeleted, { viewId: id, projectId, name, version, keptById })
}
