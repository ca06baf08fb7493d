// What a new password must be, said before it is asked for.
import { t } from './words.ts'

const LEAST = 8
const MOST = 128

export const passwordHelp = (): string => t('password.help', { least: LEAST })

/** Counted in characters as people see them. */
export function passwordFault(password: string): string | undefined {
  const { length } = [...password]
  if (length === 0) return t('password.choose')
  if (length < LEAST) return t('password.short', { least: LEAST, given: length })
  return length > MOST ? t('password.long', { most: MOST }) : undefined
}
