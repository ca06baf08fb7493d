// The one place that says yes or no: authorize for actions, canReadStream for streams, admit for API token scopes.
import type { Endpoint } from '../../shared/endpoint.ts'
import { allowsScope, can, permissions, roles, type Actor as PolicyActor, type Permission, type Scope, type Subject } from '../../shared/permissions.ts'
import { parseStream } from '../../shared/streams.ts'
import type { Actor } from '../kernel/actor.ts'
import { forbidden, notFound, Problem } from '../kernel/errors.ts'
import type { StoredAnswer } from '../kernel/idempotency.ts'

export { can }

const RUNNING = 'the team\'s manager, heads of its departments and admins'
const WHO = {
  always: 'everybody', managed: RUNNING, heading: 'heads of the department and admins', member: 'members of the team',
  involved: `its assignees, its author, ${RUNNING}`, creating: RUNNING,
  author: 'its author', self: 'its owner',
} as const

/**
 * Throws unless the actor has the permission on the subject: 404 when they may not even see the subject's team, else 403 that names who may.
 */
export function authorize(actor: Actor, permission: Permission, subject: Subject = {}): void {
  if (can(actor, permission, subject)) return
  if (subject.teamId !== undefined && !can(actor, 'team.read', { teamId: subject.teamId })) throw notFound()
  throw forbidden(`Only ${whoMay(actor, permission)} may do this.`)
}

/** A role that never may is told which roles may; one that may under a condition is told the condition. */
function whoMay({ role }: Actor, permission: Permission): string {
  const grants = permissions[permission]
  const grant = grants[role]
  if (grant !== 'never') return WHO[grant]
  return grants.manager === 'never' ? 'admins' : 'managers and admins'
}

/** Whether the actor may read a stream, and so all of it (RT3). */
export function canReadStream(actor: Actor, name: string): boolean {
  const stream = parseStream(name)
  if (!stream) return false
  switch (stream.kind) {
    case 'organization': return stream.id === actor.organizationId
    case 'inbox': return stream.id === actor.membershipId
    case 'team': return can(actor, 'team.read', { teamId: stream.id })
  }
}

/**
 * Whether the actor may have an answer of their own again, whose change went to these streams: they may have lost a team or a
 * higher role since. One that changed nothing tells no team, and may be about any that they had. An answer without content tells nothing.
 */
export function mayHearAgain(actor: Actor, { result, offsets, rights }: StoredAnswer): boolean {
  if (result === null) return true
  if (rights && (roles as readonly string[]).indexOf(rights.role) < roles.indexOf(actor.role)) return false
  return Object.keys(offsets).every((name) => parseStream(name)?.kind !== 'team' || canReadStream(actor, name))
    && (rights?.teams ?? []).every((teamId) => can(actor, 'team.read', { teamId }))
}

/** Teams that the actor may read; null stands for all of the organization. */
export function readableTeams(actor: Actor): readonly string[] | null {
  return actor.role === 'admin' ? null : Object.keys(actor.teams)
}

/** The teams in which the actor has the permission; null stands for all of the organization. */
export function teamsWith(actor: Actor, permission: Permission): readonly string[] | null {
  return readableTeams(actor)?.filter((teamId) => can(actor, permission, { teamId })) ?? null
}

/** Whether a role may manage a team (be named its manager). */
export function mayManageTeams(role: PolicyActor['role']): boolean {
  return role !== 'employee'
}

/** Whether the role sees every team of the organization. */
export function seesEveryTeam(role: PolicyActor['role']): boolean {
  return role === 'admin'
}

/** Whether the role governs the organization; one active member must. */
export function governs(role: PolicyActor['role']): boolean {
  return role === 'admin'
}

/** Throws 403 when the actor's role never has the permission, whatever it is about. */
export function authorizeRole(actor: Actor, permission: Permission): void {
  if (permissions[permission][actor.role] === 'never')
    throw forbidden(`Only ${whoMay(actor, permission)} may do this.`)
}

/** Throws unless the actor's API token, if it is one, is allowed the endpoint. */
export function admit(actor: Actor, endpoint: Endpoint): void {
  if (actor.scopes === null) return
  if (endpoint.scope === null) throw new Problem('insufficient_scope', 'API tokens cannot do this. Sign in as a person.')
  admitScope(actor, endpoint.scope)
}

/** Whether the actor is a person, or a token with the scope. */
export const hasScope = ({ scopes }: Actor, scope: Scope): boolean => scopes === null || allowsScope(scopes, scope)

/** Throws unless they have it: for what needs another one than its endpoint. */
export function admitScope(actor: Actor, scope: Scope): void {
  if (!hasScope(actor, scope)) throw new Problem('insufficient_scope', `The token needs the scope ${scope}.`)
}
