// How the built client is sent: small, and kept by browsers until its next version.
import { describe, expect, it } from 'vitest'
import { useWorld } from '../support/world.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'

describe.skipIf(!hasChromium)('the files of the client', () => {
  const world = useWorld()
  useBrowser()

  it('S121 come compressed and are kept for a year; the page is asked for anew each time', async () => {
    const page = await fetch(world.url)
    expect(page.headers.get('cache-control')).toBe('no-cache')
    const scripts = [...(await page.text()).matchAll(/(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path!)
    expect(scripts.length).toBeGreaterThan(2)
    for (const encoding of ['gzip', 'br']) {
      for (const path of scripts) {
        const { headers } = await fetch(world.url + path, { headers: { 'Accept-Encoding': encoding } })
        const small = Number((await fetch(world.url + path, { headers: { 'Accept-Encoding': 'identity' } })).headers.get('content-length')) < 1000
        expect({ path, encoding: headers.get('content-encoding') }).toEqual({ path, encoding: small ? null : encoding })
        expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
        expect(headers.get('vary')).toMatch(/^accept-encoding$/i)
        expect(headers.get('content-type')).toMatch(/^text\/(?:javascript|css)/)
      }
    }
  })
})
