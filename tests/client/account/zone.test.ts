// The one time zone in which days and times are shown and typed.
import { afterEach, describe, expect, it } from 'vitest'
import { browserZone } from '../../../client/ui/clock.svelte.ts'
import { zone } from '../../../client/ui/zone.ts'

afterEach(() => zone.follow(() => null))

describe('the zone', () => {
  it('is the person\'s, as soon as it changes, and the browser\'s for nobody', () => {
    let chosen: string | null = null
    zone.follow(() => chosen)
    expect(zone.name).toBe(browserZone)
    chosen = 'Pacific/Auckland'
    expect(zone.name).toBe('Pacific/Auckland')
  })

  it('is the browser\'s where the browser does not know the person\'s', () => {
    zone.follow(() => 'Mars/Olympus')
    expect(zone.name).toBe(browserZone)
  })
})
