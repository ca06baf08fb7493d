// Words of settings.
import { describe, expect, it } from 'vitest'
import { passwordFault } from '../../../client/features/auth/password-rules.ts'
import { deviceWords } from '../../../client/features/sessions/device-words.ts'
import { endOf } from '../../../client/features/tokens/lifetimes.ts'
import { scopesOf, scopeThings, scopeWords } from '../../../client/features/tokens/scope-words.ts'
import { scopes } from '../../../shared/permissions.ts'

describe('words', () => {
  it('tells scopes as what a program does', () => {
    expect(scopeWords(['tasks:write', 'projects:read', 'teams:read'])).toBe('Changes tasks; reads projects and teams')
    expect(scopeWords(['streams:read'])).toBe('Reads live events')
  })

  it('offers every scope that there is', () => {
    const offered = scopeThings().flatMap(({ thing, levels }) => levels.flatMap(({ value }) =>
      scopesOf({ [thing]: value as 'read' })))
    expect(offered.sort()).toEqual([...scopes].sort())
  })

  it('ends a token on its day or never', () => {
    expect(endOf('7', Date.UTC(2026, 10, 23))).toBe('2026-11-30T00:00:00.000Z')
    expect(endOf('none', 0)).toBeNull()
  })

  it('names devices as people know them', () => {
    expect(deviceWords('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36')).toBe('Chrome on Windows')
    expect(deviceWords('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604')).toBe('Safari on iPhone')
    expect(deviceWords('')).toBe('Unknown program')
  })

  it('counts a password in characters, so that an emoji is one', () => {
    expect(passwordFault('')).toBe('Choose a password.')
    expect(passwordFault('🦊🦊🦊🦊🦊🦊🦊')).toMatch(/these are 7/)
    expect(passwordFault('🦊'.repeat(8))).toBeUndefined()
    expect(passwordFault('x'.repeat(129))).toMatch(/at most 128/)
  })
})
