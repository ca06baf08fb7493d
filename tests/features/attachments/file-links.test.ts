// Addresses that open a file without a token: for who asked, for minutes, for one file, and only while they may read it (X33).
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { setClock } from '../../../server/kernel/clock.ts'
import { endpoints } from '../../../shared/index.ts'
import { aMember, aProgram, aTask, type Person } from '../../support/factories.ts'
import { pngOf } from '../../support/png.ts'
import { useWorld } from '../../support/world.ts'
import { aWiderCompany } from '../tasks/company.ts'
import { attached, linksOf, opened, textBytes } from './uploading.ts'

const MINUTE = 60_000
const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
let taskId: string
beforeAll(async () => {
  company = await aWiderCompany(world)
  taskId = (await aTask(company.manager, company.project.id)).id
})
afterEach(() => setClock())

const aFile = () => attached(company.manager, taskId, 'a.txt', textBytes('content'))
const status = async (address: string) => (await opened(world, address)).status

async function aLink(person: Person = company.manager) {
  const { id } = await aFile()
  return (await linksOf(person, taskId, id)).original
}

describe('X33 the address of a file', () => {
  it('opens it without a token, as the token would, and is not kept by anybody', async () => {
    const file = await attached(company.manager, taskId, 'p.png', pngOf(600, 600))
    const links = await linksOf(company.employee, taskId, file.id)
    expect((await opened(world, links.original)).bytes).toEqual(pngOf(600, 600))
    for (const address of [links.preview!, links.thumbnail!]) expect((await opened(world, address)).headers.get('content-type')).toBe('image/webp')
    const listed = await company.employee.call(endpoints.listFileLinks, { params: { taskId } })
    expect(listed.headers.get('cache-control')).toBe('no-store')
    expect((await opened(world, links.original)).headers.get('cache-control')).toBe('private, no-store')
  })

  it('lives five minutes', async () => {
    const address = await aLink()
    const began = Date.now()
    setClock(() => began + 5 * MINUTE - 2000)
    expect(await status(address)).toBe(200)
    setClock(() => began + 5 * MINUTE + 2000)
    expect(await status(address)).toBe(401)
  })

  it('cannot be forged, changed or made out of another', async () => {
    const address = await aLink()
    const sealed = address.split('/').at(-1)!
    const bytes = Buffer.from(sealed, 'base64url')
    for (let index = 0; index < bytes.length; index += 7) {
      const forged = Buffer.from(bytes)
      forged[index]! ^= 1
      expect(await status(`/api/files/${forged.toString('base64url')}`), `byte ${index}`).toBe(401)
    }
    for (const odd of ['x', sealed.slice(0, -4), `${sealed}AAAA`, '..%2f..%2fsecret.key', Buffer.from('{}').toString('base64url'), company.manager.token.slice(0, 900)])
      expect(await status(`/api/files/${odd}`), odd.slice(0, 20)).toBe(401)
    expect(await status(address)).toBe(200)
  })

  it('is worth nothing once its asker lost the team', async () => {
    const { manager, team } = company
    const leaving = await aMember(world, company.admin, 'employee', [team.id])
    const address = await aLink(leaving)
    expect(await status(address)).toBe(200)
    await manager.do(endpoints.removeTeamMember, { params: { teamId: team.id, memberId: leaving.membership.id } })
    expect(await status(address)).toBe(404)
  })

  it('is worth nothing once its asker signed out, was deactivated, or lost the token', async () => {
    const { admin, team } = company
    const [leaving, fired] = [await aMember(world, admin, 'employee', [team.id]), await aMember(world, admin, 'employee', [team.id])]
    const addresses = [await aLink(leaving), await aLink(fired)]
    const program = await aProgram(world, admin, ['tasks:read', 'tasks:write'])
    addresses.push(await aLink(program))
    for (const address of addresses) expect(await status(address)).toBe(200)
    await leaving.do(endpoints.logout, { body: { refresh: leaving.refresh } })
    await admin.do(endpoints.updateMember, { params: { memberId: fired.membership.id }, body: { status: 'deactivated' } })
    const { items } = await admin.do(endpoints.listTokens)
    for (const { id } of items) await admin.do(endpoints.revokeToken, { params: { tokenId: id } })
    for (const address of addresses) expect(await status(address)).toBe(401)
  })

  it('is worth nothing once the attachment was removed', async () => {
    const file = await aFile()
    const { original } = await linksOf(company.manager, taskId, file.id)
    await company.manager.do(endpoints.deleteAttachment, { params: { attachmentId: file.id } })
    expect(await status(original)).toBe(404)
  })
})
