// What changes saved views. Those that are shared are told to the team, others to their owner's inbox alone.
import { LockMode } from '@mikro-orm/core'
import type { BodyOf } from '../../../shared/endpoint.ts'
import type { EventData } from '../../../shared/event.ts'
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
  await refuseTooMany(work, place, membershipId)
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
  if (!before.isShared && after.isShared) return tellSaved(work, after, true, { wasOwn: true })
  return tellSaved(work, after, false, { before: Object.fromEntries(Object.keys(changes).map((field) => [field, before[field as keyof ViewResource]])) })
}

/** A deleted view of the team as it was, its owner's again. Throws 404 when that is no member who reads it. */
export async function restoreView(work: Work, { id, projectId, teamId: ofTeam, ownerId, group, createdAt, updatedAt: _, ...fields }: ViewResource): Promise<ViewResource> {
  const teamId = projectId === null ? await lockTeam(work, ofTeam) : (await loadProject(work, projectId, 'view.create', { lock: true })).team.id
  authorize(work.actor, 'view.update', { teamId, createdById: ownerId })
  const { em, organizationId } = work
  const owner = await em.findOne(Membership, { id: ownerId, status: 'active' })
  if (!owner || await em.findOne(View, { id })) throw notFound()
  await refuseTooMany(work, projectId === null ? { team: { id: teamId } } : { project: { id: projectId } }, ownerId)
  const view = em.create(View, {
    organizationId, id, owner: em.getReference(Membership, [organizationId, ownerId]), project: projectId === null ? null : em.getReference(Project, [organizationId, projectId]),
    team: projectId === null ? em.getReference(Team, [organizationId, teamId]) : null, ...fields, grouping: group, version: fields.version + 1, createdAt: new Date(createdAt), updatedAt: work.at,
  })
  await em.flush()
  return tellSaved(work, presentView(view, teamId), true)
}

async function refuseTooMany({ em }: Work, place: { team: { id: string } } | { project: { id: string } }, ownerId: string): Promise<void> {
  if (await em.count(View, { ...place, owner: { id: ownerId } }) < MOST_VIEWS) return
  throw conflict('conflict', `You have ${MOST_VIEWS} views of this ${'team' in place ? 'team' : 'project'} already. Delete one first.`)
}

export async function deleteView(work: Work, id: string, ifMatch: number | null): Promise<void> {
  const { view, teamId } = await loadViewToChange(work, id)
  const last = presentView(view, teamId)
  checkVersion(last, ifMatch)
  work.em.remove(view)
  await work.em.flush()
  tellGone(work, last, streamOf(last), null)
}

const streamOf = ({ isShared, teamId, ownerId }: ViewResource) => (isShared ? teamStream(teamId) : inboxStream(ownerId))

type Was = Pick<EventData<typeof events.viewSaved>, 'before' | 'wasOwn'>

function tellSaved(work: Work, view: ViewResource, isNew: boolean, was: Was = {}): ViewResource {
  work.append(streamOf(view), events.viewSaved, { view, isNew, ...was })
  return view
}

/** What becomes somebody's own again is theirs: the team is not told how it looks from then on. */
function tellGone(work: Work, view: ViewResource, stream: ReturnType<typeof teamStream>, keptById: string | null): void {
  const { id: viewId, projectId, name, version } = view
  work.append(stream, events.viewDeleted, { viewId, projectId, name, version, keptById, ...(keptById === null && { view }) })
}
