// @vitest-environment jsdom
// The script that runs before the first paint and the store agree on what is remembered.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import script from '../../../client/public/theme.js?raw'

let systemIsDark = false

function runScript(): DOMStringMap {
  new Function(script)()
  return document.documentElement.dataset
}

beforeEach(() => {
  localStorage.clear()
  systemIsDark = false
  const query = () => ({ matches: systemIsDark, addEventListener: () => {}, removeEventListener: () => {} })
  vi.stubGlobal('matchMedia', query)
})

describe('theme.js', () => {
  it('follows the system when nothing is remembered', () => {
    expect(runScript().theme).toBe('light')
    systemIsDark = true
    expect(runScript().theme).toBe('dark')
  })

  it('ignores what it does not know', () => {
    localStorage.setItem('lockstep.theme', 'pink')
    localStorage.setItem('lockstep.density', 'tiny')
    expect(runScript()).toMatchObject({ theme: 'light', density: 'comfortable', motion: 'system' })
  })

  it('puts on the page what the store remembered', async () => {
    const { theme } = await import('../../../client/ui/theme.svelte.ts')
    theme.choose('dark')
    theme.density = 'dense'
    theme.motion = 'reduced'
    expect(theme.resolved).toBe('dark')
    expect(runScript()).toMatchObject({ theme: 'dark', density: 'dense', motion: 'reduced' })
  })
})
