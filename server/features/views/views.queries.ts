// Reads saved views: one's own, and those shared with one's teams, of projects and teams that one may read.
import { z } from 'zod'
import type { QueryOf } from '../../../shared/endpoint.ts'
import type { View as ViewResource, viewEndpoints } from '../../../shared/features/views.ts'
import { id } from '../../../shared/ids.ts'
import { decodeCursor, page } from '../../kernel/pages.ts'
import type { Work } from '../../kernel/work.ts'
import { ofTeamsReadableBy } from '../../policy/scopes.ts'
import { loadView } from './load-view.ts'
import { View } from './view.entity.ts'
import { presentView, teamOfView } from './view.presenter.ts'

/** Condition on View for those that the actor may see. */
const seenBy = ({ actor }: Work) => ({
  $and: [{ $or: [{ isShared: true }, { owner: { id: actor.membershipId } }] }, { $or: [{ project: { id: { $ne: null }, ...ofTeamsReadableBy(actor) } }, { team: { $ne: null }, ...ofTeamsReadableBy(actor) }] }],
})

const present = (view: View): ViewResource => presentView(view, teamOfView(view))

export async function listViews(work: Work, { limit, cursor, projectId, teamId }: QueryOf<typeof viewEndpoints.listViews>) {
  const after = decodeCursor(cursor, z.tuple([id]))
  const rows = await work.em.find(View, {
    $and: [
      seenBy(work), { $or: [{ project: null }, { project: { deletedAt: null } }] }, projectId ? { project: { id: projectId } } : {}, teamId ? { team: { id: teamId } } : {}, after ? { id: { $gt: after[0] } } : {},
    ],
  }, { orderBy: { id: 'asc' }, limit: limit + 1, populate: ['project'] })
  return page(rows, limit, present, (view) => [view.id])
}

/** All of them by their ids, for the overview; also of projects in the trash, which may come back. */
export async function readAllViews(work: Work): Promise<ViewResource[]> {
  return (await work.em.find(View, seenBy(work), { orderBy: { id: 'asc' }, populate: ['project'] })).map(present)
}

export async function readView(work: Work, viewId: string): Promise<ViewResource> {
  const { view, teamId } = await loadView(work, viewId)
  return presentView(view, teamId)
}
