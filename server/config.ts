// Settings: the only reader of the environment. A bad value stops the start and is named.
import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65535)
const url = (...protocols: string[]) =>
  z.url({ protocol: new RegExp(`^(${protocols.join('|')})$`) })
const flag = z.enum(['true', 'false']).transform((value) => value === 'true')

const secretKey = z.string().min(32, 'must have at least 32 characters')

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: port.default(3000),
  HOST: z.string().min(1).default('0.0.0.0'),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: url('postgres', 'postgresql').optional(),
  DATABASE_OWNER_URL: url('postgres', 'postgresql').optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
  REDIS_URL: url('redis', 'rediss').optional(),
  SECRET_KEY: secretKey.optional(),
  SECRET_KEY_ALSO: secretKey.optional(),
  SECRET_KEY_FORMER: secretKey.optional(),
  PUBLIC_URL: url('http', 'https').optional(),
  FILES_URL: url('file', 'http', 'https').optional(),
  MAX_FILE_BYTES: z.coerce.number().int().min(1024).max(4 * 1024 ** 3).default(100 * 1024 ** 2),
  MAX_ORGANIZATION_FILE_BYTES: z.coerce.number().int().min(0).default(20 * 1024 ** 3),
  MAX_ARCHIVE_BYTES: z.coerce.number().int().min(1024 ** 2).max(1024 ** 4).default(4 * 1024 ** 3),
  TRASH_DAYS: z.coerce.number().int().min(0).max(3650).default(30),
  SMTP_URL: url('smtp', 'smtps').optional(),
  MAIL_FROM: z.string().min(3).default('Lockstep <lockstep@localhost>'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  LIMITS: z.enum(['on', 'off']).default('on'),
  ALLOW_LIMITS_OFF: flag.default(false),
  ALLOW_PRIVILEGED_DATABASE_LOGIN: flag.default(false),
  TRUST_PROXY: flag.default(false),
  BCRYPT_COST: z.coerce.number().int().min(4).max(15).default(12),
  REGISTRATION: z.enum(['open', 'closed']).default('open'),
})

export type Config = Readonly<z.infer<typeof schema>>

/** A setting that is wrong or missing; `setting` is its name. */
export class ConfigError extends Error {
  readonly setting: string
  constructor(setting: string, reason: string) {
    super(`${setting} ${reason}`)
    this.setting = setting
  }
}

const DEFAULT_SECRETS = ['change-me', 'changeme', 'secret', 'example', 'lockstep']

/** Reads and checks the settings. Throws ConfigError that names the bad one. Empty values count as absent. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    throw new ConfigError(String(issue.path[0]), `is not usable: ${issue.message}`)
  }
  checkStrict(parsed.data)
  return Object.freeze(parsed.data)
}

function checkStrict(config: z.infer<typeof schema>): void {
  for (const name of ['SECRET_KEY', 'SECRET_KEY_ALSO', 'SECRET_KEY_FORMER'] as const) {
    if (isGuessable(config[name])) throw new ConfigError(name, 'is a default or too simple. Make one with: openssl rand -base64 48')
    if (config[name] && !config.SECRET_KEY) throw new ConfigError(name, 'needs SECRET_KEY')
  }
  if (config.DATABASE_OWNER_URL && !config.DATABASE_URL) throw new ConfigError('DATABASE_OWNER_URL', 'needs DATABASE_URL')
  if (config.REDIS_URL && !config.DATABASE_URL) {
    throw new ConfigError('REDIS_URL', 'is for several nodes, which the embedded database cannot serve; set DATABASE_URL too')
  }
  if (config.NODE_ENV !== 'production') return
  if (config.DATABASE_URL && !config.SECRET_KEY) throw new ConfigError('SECRET_KEY', 'is required in production')
  if (config.BCRYPT_COST < 12) throw new ConfigError('BCRYPT_COST', 'must be at least 12 in production')
  if (config.LIMITS === 'off' && !config.ALLOW_LIMITS_OFF) {
    throw new ConfigError('LIMITS', 'may be off in production only with ALLOW_LIMITS_OFF=true')
  }
}

function isGuessable(secret: string | undefined): boolean {
  if (secret === undefined) return false
  const plain = secret.toLowerCase()
  return new Set(secret).size < 10 || DEFAULT_SECRETS.some((word) => plain.includes(word))
}

/** All settings with their defaults, for .env.example and the documents. */
export const settingNames = Object.keys(schema.shape)
