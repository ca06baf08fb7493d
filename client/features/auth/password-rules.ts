// What a new password must be, said before it is asked for.
const LEAST = 8
const MOST = 128

export const passwordHelp = `At least ${LEAST} characters. A few unrelated words are easy to keep in mind and hard to guess.`

/** Counted in characters as people see them. */
export function passwordFault(password: string): string | undefined {
  const { length } = [...password]
  if (length === 0) return 'Choose a password.'
  if (length < LEAST) return `Use at least ${LEAST} characters; these are ${length}.`
  return length > MOST ? `Use at most ${MOST} characters.` : undefined
}
