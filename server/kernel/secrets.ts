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
  /** Seals what ends letters. */
  readonly letters: Buffer
  /** Those of the key that is accepted as well, while the secret key is being changed. */
  readonly also?: Secrets
  /** Mixed into passwords that were hashed under a former key. */
  readonly formerPepper?: Buffer
}

interface OtherKeys { also?: string | undefined; former?: string | undefined }

const derive = (key: string, purpose: string) => Buffer.from(hkdfSync('sha256', key, 'lockstep', purpose, 32))

/** PKCS #8 frame of a raw Ed25519 seed (RFC 8410). */
const ED25519_FRAME = Buffer.from('302e020100300506032b657004220420', 'hex')

/** Derives all keys from the secret key, and from those that are accepted beside it. */
export function deriveSecrets(secretKey: string, { also, former }: OtherKeys = {}): Secrets {
  const privateKey = createPrivateKey({
    key: Buffer.concat([ED25519_FRAME, derive(secretKey, 'signing')]), format: 'der', type: 'pkcs8',
  })
  return {
    signing: { privateKey, publicKey: createPublicKey(privateKey) },
    pepper: derive(secretKey, 'pepper'), refresh: derive(secretKey, 'refresh'), seal: derive(secretKey, 'seal'), files: derive(secretKey, 'files'),
    letters: derive(secretKey, 'letters'),
    ...(also !== undefined && { also: deriveSecrets(also) }), ...(former !== undefined && { formerPepper: derive(former, 'pepper') }),
  }
}

/** The keys of a purpose that are accepted: today's first. */
export const acceptedKeys = (secrets: Secrets, purpose: 'refresh' | 'seal' | 'files' | 'letters'): readonly Buffer[] =>
  secrets.also ? [secrets[purpose], secrets.also[purpose]] : [secrets[purpose]]

/** All peppers that passwords may be hashed with: today's first. */
export const peppersOf = ({ pepper, also, formerPepper }: Secrets): readonly Buffer[] => [pepper, also?.pepper, formerPepper].filter((one) => one !== undefined)

/** All keys as the settings name them. */
export const secretsOf = (config: { SECRET_KEY?: string; SECRET_KEY_ALSO?: string; SECRET_KEY_FORMER?: string; DATA_DIR: string }): Secrets =>
  deriveSecrets(config.SECRET_KEY ?? secretKeyOf(config.DATA_DIR), { also: config.SECRET_KEY_ALSO, former: config.SECRET_KEY_FORMER })

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
