// Who may take everything out of an organization, or bring it in: admins, and tokens only with every scope.
import { allowsScope, scopes } from '../../../shared/permissions.ts'
import { Problem } from '../../kernel/errors.ts'
import type { Actor } from '../../kernel/actor.ts'
import { authorize } from '../../policy/policy.ts'

/** An archive holds, or makes, what all scopes together are for. */
export function authorizeArchive(actor: Actor, permission: 'organization.export' | 'organization.import'): void {
  authorize(actor, permission)
  const lacking = actor.scopes && scopes.find((scope) => !allowsScope(actor.scopes!, scope))
  if (lacking) throw new Problem('insufficient_scope', `An archive is of everything: the token needs the scope ${lacking} too.`)
}
