// Which passwords are refused: short or long ones, the common ones, and those that are the person's own address or
// name.
import { readFileSync } from 'node:fs'
import { invalid } from '../../kernel/errors.ts'

const LEAST = 8
const MOST = 128

const common = new Set(
  readFileSync(new URL('common-passwords.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#')),
)

/**
 * Throws 422 weak_password that names the field (a JSON pointer) and the reason. `own` holds the person's address and
 * names.
 */
export function refuseWeakPassword(password: string, pointer: string, own: string[]): void {
  const reason = weakness(password.normalize('NFC'), own)
  if (reason) throw invalid(pointer, reason, 'weak_password')
}

function weakness(password: string, own: string[]): string | null {
  const length = [...password].length
  if (length < LEAST || length > MOST) return `Use ${LEAST} to ${MOST} characters.`
  const plain = password.toLowerCase()
  if (common.has(plain)) return 'This is one of the passwords that are tried first. Choose another.'
  if (new Set(plain).size < 3) return 'Use more than two different characters.'
  if (own.flatMap(partsOf).includes(plain)) return 'Do not use your own name or address.'
  return null
}

const partsOf = (text: string): string[] => {
  const plain = text.normalize('NFC').toLowerCase()
  return [plain, plain.replaceAll(' ', ''), plain.split('@')[0]!]
}
