// Pictures are drawn one after another: few wait for it, further ones go without.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { drawPreviews } from '../../../server/features/attachments/draw-previews.ts'
import { createLogger } from '../../../server/kernel/logger.ts'
import { pngOf } from '../../support/png.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-draw-'))
  writeFileSync(join(folder, 'p.png'), pngOf(8, 8))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const logger = createLogger('fatal')
const isDrawn = async () => await drawPreviews(join(folder, 'p.png'), 'image/png', logger) !== null

it('twenty pictures wait to be drawn; more are left out until there is room again', async () => {
  const drawn = await Promise.all(Array.from({ length: 25 }, isDrawn))
  expect(drawn).toEqual(drawn.map((_, index) => index < 20))
  expect(await isDrawn()).toBe(true)
}, 30_000)
