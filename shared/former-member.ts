// Who was erased: a member of whom nothing tells any more who they were.

/** The name of all of them. */
export const FORMER_MEMBER = 'Former member'

/** Of every other person, with an account or brought by an archive, the address is known. */
export const isFormerMember = ({ kind, email }: { kind: 'person' | 'bot'; email: string | null }): boolean => kind === 'person' && email === null
