// A store that is away is not asked for each file again: others wait meanwhile, and the sweep comes later.
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { discardFiles } from '../../../server/features/attachments/discard-files.ts'
import type { FileStore } from '../../../server/kernel/file-store.ts'
import { anAdmin } from '../../support/factories.ts'
import { useWorld } from '../../support/world.ts'

const world = useWorld()

/** One of its methods, which answers nothing but that. */
function aStoreThatBreaks() {
  const asked: string[] = []
  const gone = (name: string) => {
    asked.push(name)
    return Promise.reject(new Error('The store does not answer'))
  }
  return { asked, files: { delete: gone } as unknown as FileStore }
}

it('gives up after the first of them that fail together', async () => {
  const { organization } = await anAdmin(world)
  const { asked, files } = aStoreThatBreaks()
  await discardFiles({ kernel: world.server.kernel, files }, organization.id, Array.from({ length: 200 }, () => randomUUID()))
  expect(asked.length).toBe(32)
})
