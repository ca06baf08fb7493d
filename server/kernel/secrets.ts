// Secrets: one secret key, and the keys for each purpose derived from it (HKDF, RFC 5869).
import { createPrivateKey, createPublicKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Secrets {
  /** Ed25519 key pair that signs access tokens. */
  readonly signing: { privateKey: KeyObject; publicKey: KeyObject }
  /** Mixed into passwords before hashing. */
  readonly pepper: Buffer
  /** Derives the successor of a refresh token. */
  readonly refresh: Buffer
  /** Seals stored answers that hold secrets. */
  readonly seal: Buffer
  /** Seals the addresses of files. */
  readonly files: Buffer
}

const derive = (key: string, purpose: string) => Buffer.from(hkdfSync('sha256', key, 'lockstep', purpose, 32))

/** PKCS #8 frame of a raw Ed25519 seed (RFC 8410). */
const ED25519_FRAME = Buffer.from('302e020100300506032b657004220420', 'hex')

/** Derives all keys from the secret key. */
export function deriveSecrets(secretKey: string): Secrets {
  const privateKey = createPrivateKey({
    key: Buffer.concat([ED25519_FRAME, derive(secretKey, 'signing')]), format: 'der', type: 'pkcs8',
  })
  return {
    signing: { privateKey, publicKey: createPublicKey(privateKey) },
    pepper: derive(secretKey, 'pepper'), refresh: derive(secretKey, 'refresh'), seal: derive(secretKey, 'seal'), files: derive(secretKey, 'files'),
  }
}

/** The secret key of a data folder; made at the first start, readable by its owner only. */
export function secretKeyOf(dataDir: string): string {
  const file = join(dataDir, 'secret.key')
  if (!existsSync(file)) makeSecretFile(dataDir, file)
  return readFileSync(file, 'utf8').trim()
}

/** Appears whole or not at all, also when the process is killed; of two nodes that make it at once, one's stands. */
function makeSecretFile(dataDir: string, file: string): void {
  mkdirSync(dataDir, { recursive: true })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, randomBytes(48).toString('base64url'), { mode: 0o600, flush: true })
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
}
