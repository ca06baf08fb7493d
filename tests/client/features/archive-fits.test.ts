// An archive that no import takes is told as soon as it was written.
import { expect, it } from 'vitest'
import { hasTooManyLines } from '../../../client/features/archive/fits.ts'
import { ARCHIVE_LIMITS } from '../../../shared/features/archive.ts'

it('has too many lines when its kinds together pass the limit, or its packed bytes do', () => {
  const { lines, bytes } = ARCHIVE_LIMITS
  const full = { counts: { task: lines - 2, label: 1 } }
  expect(hasTooManyLines(full, bytes)).toBe(false)
  expect(hasTooManyLines({ counts: { ...full.counts, label: 2 } }, 0)).toBe(true)
  expect(hasTooManyLines(full, bytes + 1)).toBe(true)
})
