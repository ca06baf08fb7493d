// Where signing in leads: never off this site (X47).
import { describe, expect, it } from 'vitest'
import { nextPath, signInPath } from '../../../client/shell/next.ts'

const next = (address: string) => nextPath(`?next=${encodeURIComponent(address)}`)

describe('X47: next leads only to addresses of this site', () => {
  it.each([
    'https://evil.example/', '//evil.example', '/\\evil.example', '\\\\evil.example', '/\t/evil.example',
      '/\n/evil.example', '/.//evil.example',
    'javascript:alert(1)', 'evil.example', '', '/%2e//evil.example',
  ])('refuses %j', (address) => {
    expect(next(address)).toBe('/')
  })

  it.each(['/projects/1?task=WEB-7', '/teams/2', '/settings/tokens#bots', '/'])('keeps %j', (address) => {
    expect(next(address)).toBe(address)
  })

  it('goes home from the entrances, which would send one back', () => {
    expect([next('/sign-in?next=/x'), next('/register'), nextPath('')]).toEqual(['/', '/', '/'])
  })

  it('comes back to where one was', () => {
    expect(signInPath('/')).toBe('/sign-in')
    expect(nextPath(signInPath('/projects/1?task=WEB-7&x=a b').slice('/sign-in'.length))).toBe('/projects/1?task=WEB-7&x=a%20b')
  })
})
