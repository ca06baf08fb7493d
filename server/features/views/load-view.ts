// Loads a view through its project or its team: others' own views are not there.
import { LockMode } from '@mikro-orm/core'
import { notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { loadProject } from '../projects/load-project.ts'
import { loadTeam } from '../teams/load-team.ts'
import { View } from './view.entity.ts'

export interface LoadedView { view: View; teamId: string }

/** The view, when one may see it. Throws 404 when it is another's own, or its team is hidden, or its project is in the trash. */
export async function loadView(work: Work, id: string): Promise<LoadedView> {
  return find(work, id, false)
}

async function find(work: Work, id: string, lock: boolean): Promise<LoadedView> {
  const view = await work.em.findOne(View, { id })
  if (!view || !isSeenBy(work, view)) throw notFound()
  const { team, project } = view
  return { view, teamId: team ? (await loadTeam(work, team.id, 'team.read')).id : (await loadProject(work, project!.id, 'project.read', { lock })).team.id }
}

/** The same for changing it: its owner may, and of a shared one the team's manager and admins. It is locked, and so is its project: that must not go to another team meanwhile, which would hear of it. */
export async function loadViewToChange(work: Work, id: string): Promise<LoadedView> {
  const { view, teamId } = await find(work, id, true)
  const locked = await work.em.findOne(View, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true })
  if (!locked || !isSeenBy(work, locked)) throw notFound()
  authorize(work.actor, 'view.update', { teamId, createdById: view.owner.id })
  return { view: locked, teamId }
}

const isSeenBy = ({ actor }: Work, { isShared, owner }: View) => isShared || owner.id === actor.membershipId
