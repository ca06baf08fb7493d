// Two hundred files that would like to be a page or a script: each is sent as something to keep, and pictures are never what was sent.
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { aCompany, aTask } from '../../support/factories.ts'
import { useWorld } from '../../support/world.ts'
import { hostileFiles } from './hostile-files.ts'
import { attached, linksOf, opened } from './uploading.ts'

const SAFE = /^(?:application\/(?:octet-stream|pdf)|image\/(?:png|jpeg|gif|webp))$/
const AT_ONCE = 25
const world = useWorld()
let company: Awaited<ReturnType<typeof aCompany>>
beforeAll(async () => {
  company = await aCompany(world)
})

describe('X30 hostile files', () => {
  it('are two hundred', () => expect(hostileFiles).toHaveLength(200))

  // Each part has the time of a test for itself.
  const parts = Array.from({ length: Math.ceil(hostileFiles.length / AT_ONCE) }, (_, index) => index * AT_ONCE)
  it.each(parts)('are answered as files to keep, in a sandbox, with no type that runs: from the %ith on', async (first) => {
    const { manager, project } = company
    const task = await aTask(manager, project.id)
    const faults: string[] = []
    for (const { what, name, bytes } of hostileFiles.slice(first, first + AT_ONCE)) {
      const file = await attached(manager, task.id, name, bytes)
      const links = await linksOf(manager, task.id, file.id)
      const { status, headers } = await opened(world, links.original, { Accept: 'text/html' })
      const seen = [
        status === 200, SAFE.test(headers.get('content-type')!), headers.get('content-disposition')!.startsWith('attachment;'),
        headers.get('x-content-type-options') === 'nosniff', headers.get('content-security-policy') === 'default-src \'none\'; sandbox',
      ]
      if (seen.includes(false)) faults.push(`${what}: ${seen.join()} ${headers.get('content-type')}`)
      if (/[\u202a-\u202e]/.test(file.name)) faults.push(`${what} is called ${file.name}`)
      const preview = links.preview && await opened(world, links.preview)
      if (preview && (preview.headers.get('content-type') !== 'image/webp' || Buffer.from(preview.bytes).includes('script'))) faults.push(`${what}: its preview`)
      await manager.do(endpoints.deleteAttachment, { params: { attachmentId: file.id } })
    }
    expect(faults).toEqual([])
  }, 120_000)
})
