// People that an archive brought are members without an account: they cannot be active before they accept an invitation.
import type { Membership } from './membership.entity.ts'

/** Whether somebody can sign in as them, or a token act for them. */
export const hasAccount = ({ kind, userId }: Pick<Membership, 'kind' | 'userId'>): boolean => kind === 'bot' || userId != null
