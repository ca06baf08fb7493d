// Settings (X59): each bad value is refused by its name, a bad combination too, and what is secret has no default.
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig, settingNames } from '../../server/config.ts'

const KEY = 'Zt4-pQ8_vN2xLk7cRw9sYb3mHj6fDg5aUe1iOo0y'
const production = { NODE_ENV: 'production', SECRET_KEY: KEY, DATABASE_URL: 'postgres://app@db.example.com/lockstep' }

function refused(settings: Record<string, string>): string {
  try {
    readConfig(settings)
  } catch (error) {
    if (error instanceof ConfigError) return error.setting
    throw error
  }
  return 'nothing'
}

const bad: Record<string, string[]> = {
  NODE_ENV: ['prod', 'PRODUCTION'], PORT: ['-1', '65536', 'x', '1.5'], DATABASE_URL: ['nonsense', 'mysql://x@y/z', 'http://x'],
  DATABASE_OWNER_URL: ['nonsense', 'http://x'], DATABASE_POOL: ['0', '1', '201', 'many'], REDIS_URL: ['nonsense', 'http://x'],
  SECRET_KEY_ALSO: ['short', 'a'.repeat(64)], SECRET_KEY_FORMER: ['change-me-change-me-change-me-change-me'],
  SECRET_KEY: ['short', 'a'.repeat(64), 'change-me-change-me-change-me-change-me', `lockstep-${KEY}`], PUBLIC_URL: ['example.com', 'ftp://example.com', 'javascript:alert(1)'],
  SMTP_URL: ['nonsense', 'http://x'], MAIL_FROM: ['x'], LOG_LEVEL: ['loud'], LIMITS: ['no'], ALLOW_LIMITS_OFF: ['yes', '1'],
  ALLOW_PRIVILEGED_DATABASE_LOGIN: ['yes', '1'], TRUST_PROXY: ['yes'], BCRYPT_COST: ['3', '16', 'x'], REGISTRATION: ['maybe'],
  FILES_URL: ['/srv/files', 's3://bucket'], MAX_FILE_BYTES: ['0', '100 MB', '-1'], MAX_ORGANIZATION_FILE_BYTES: ['-1', 'all'], MAX_ARCHIVE_BYTES: ['0', '4 GB'], TRASH_DAYS: ['-1', '1.5', 'never', '4000'],
}

/** Any text will do for these. */
const FREE = ['HOST', 'DATA_DIR']

describe('X59 settings', () => {
  it('each has bad values here', () => {
    expect([...Object.keys(bad), ...FREE].sort()).toEqual([...settingNames].sort())
  })

  it.each(Object.entries(bad).flatMap(([name, values]) => values.map((value) => [name, value] as const)))('%s=%s is refused by name', (name, value) => {
    expect(refused({ [name]: value })).toBe(name)
  })

  it.each([
    ['SECRET_KEY', { NODE_ENV: 'production', DATABASE_URL: production.DATABASE_URL }], ['BCRYPT_COST', { ...production, BCRYPT_COST: '11' }],
    ['LIMITS', { ...production, LIMITS: 'off' }], ['REDIS_URL', { REDIS_URL: 'redis://127.0.0.1' }],
    ['DATABASE_OWNER_URL', { DATABASE_OWNER_URL: 'postgres://a@b/c' }], ['SECRET_KEY', { ...production, SECRET_KEY: 'secret'.repeat(8) }],
  ])('%s is refused where it does not fit', (name, settings) => {
    expect(refused(settings as Record<string, string>)).toBe(name)
  })

  it('an empty value counts as none, a good one is taken, and nothing can be changed afterwards', () => {
    expect(readConfig({ PORT: '', SECRET_KEY: '' })).toEqual(readConfig({}))
    const config = readConfig({ ...production, LIMITS: 'off', ALLOW_LIMITS_OFF: 'true' })
    expect([config.LIMITS, config.SECRET_KEY, config.NODE_ENV]).toEqual(['off', KEY, 'production'])
    expect(() => Object.assign(config, { LIMITS: 'on' })).toThrow(TypeError)
  })

  it('no secret has a default, and a refusal does not tell the value', () => {
    expect(readConfig({}).SECRET_KEY).toBeUndefined()
    for (const name of ['DATABASE_URL', 'SECRET_KEY', 'REDIS_URL']) {
      expect(() => readConfig({ [name]: 'hunter2' })).toThrow(expect.not.objectContaining({ message: expect.stringContaining('hunter2') as string }) as Error)
    }
  })
})
