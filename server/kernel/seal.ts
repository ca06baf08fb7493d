// Seals texts: AES-256-GCM, so that who has not the key can neither read nor make one.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const [NONCE, TAG] = [12, 16]

/** The text sealed, in the given encoding. */
export function seal(text: string, key: Buffer, encoding: 'base64' | 'base64url' = 'base64'): string {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]).toString(encoding)
}

/** What was sealed with one of these keys. Throws on anything else. */
export function unseal(sealed: string, [key, ...others]: readonly Buffer[]): string {
  try {
    return unsealWith(sealed, key!)
  } catch (error) {
    if (others.length > 0) return unseal(sealed, others)
    throw error
  }
}

function unsealWith(sealed: string, key: Buffer): string {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG })
  decipher.setAuthTag(bytes.subarray(-TAG))
  return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]).toString()
}
