// Pictures of people: set, seen by colleagues and by nobody else, and nothing but pictures.
import { describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { aBot, aMember, anAdmin, aProgram, PASSWORD, type Person } from '../../support/factories.ts'
import { call } from '../../support/http.ts'
import { chunk, joined, pngOf } from '../../support/png.ts'
import { overviewOf } from '../organizations/overview-snapshot.ts'
import { verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { JPEG, WEBP, WEBP_WITH_METADATA } from './samples.ts'

const world = useWorld()
const put = (person: Person, bytes: Uint8Array<ArrayBuffer>, type = 'image/png') =>
  person.call(endpoints.putPicture, { bytes, headers: { 'Content-Type': type } })
const file = (person: Person | null, of: Person, search = '') =>
  fetch(`${world.url}/api/members/${of.membership.id}/picture${search}`, { headers: person ? { Authorization: `Bearer ${person.token}` } : {} })
const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer())

describe('a picture', () => {
  it('S52 is set, told by an event to all, and shown to colleagues as it was sent, for ever under its hash', async () => {
    const admin = await anAdmin(world)
    const tove = await aMember(world, admin, 'employee')
    const picture = pngOf(256, 256)
    const { data } = await verifyAction({ viewers: [admin, tove], snapshots: [overviewOf] }, () => put(tove, picture))
    expect(endpoints.putPicture.response.safeParse(data).error).toBeUndefined()
    const { picture: hash } = await admin.do(endpoints.readMember, { params: { memberId: tove.membership.id } })
    expect(hash).toBe(data.picture)
    const seen = await file(admin, tove, `?v=${hash}`)
    expect(await bytesOf(seen)).toEqual(picture)
    expect(Object.fromEntries(['content-type', 'cache-control', 'x-content-type-options', 'content-security-policy'].map((name) =>
      [name, seen.headers.get(name)]))).toEqual({
      'content-type': 'image/png', 'cache-control': 'private, max-age=31536000, immutable', 'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    })
    expect((await file(admin, tove)).headers.get('cache-control')).toBe('private, no-cache')
  })

  it('S53 is replaced and taken away; the former address shows nothing then', async () => {
    const admin = await anAdmin(world)
    const { data: first } = await put(admin, pngOf(8, 8))
    const { data: second } = await put(admin, pngOf(9, 9))
    expect(second.picture).not.toBe(first.picture)
    expect((await file(admin, admin, `?v=${first.picture}`)).status).toBe(404)
    const { data } = await verifyAction({ viewers: [admin], snapshots: [overviewOf] }, () => admin.call(endpoints.deletePicture))
    expect(data.picture).toBeNull()
    expect((await file(admin, admin)).status).toBe(404)
    await verifyAction({ viewers: [admin], snapshots: [overviewOf], silent: true }, () => admin.call(endpoints.deletePicture))
  })

  it('reaches the other organizations of its owner', async () => {
    const host = await anAdmin(world, 'Host')
    const ada = await anAdmin(world)
    const { token } = await host.do(endpoints.createInvitation, { body: { email: ada.email, role: 'employee', teamIds: [] } })
    const { data: guest } = await call(world.url, null, endpoints.acceptInvitation, { body: { token, password: PASSWORD } })
    const { data } = await put(ada, pngOf(12, 12))
    const params = { memberId: guest.membership.id }
    await expect.poll(async () => (await host.do(endpoints.readMember, { params })).picture, { timeout: 15_000 }).toBe(data.picture)
    expect((await host.call(endpoints.readMemberPicture, { params })).status).toBe(200)
  })

  it('S1 S50 is 404 for another organization, 401 for nobody, and needs the scope of members', async () => {
    const [ada, stranger] = [await anAdmin(world), await anAdmin(world)]
    await put(ada, pngOf(4, 4))
    expect((await file(stranger, ada)).status).toBe(404)
    expect((await file(null, ada)).status).toBe(401)
    const params = { memberId: ada.membership.id }
    expect((await (await aProgram(world, ada, ['members:read'])).call(endpoints.readMemberPicture, { params })).status).toBe(200)
    const program = await aProgram(world, ada, ['tasks:read'])
    expect((await program.call(endpoints.readMemberPicture, { params })).problem.code).toBe('insufficient_scope')
    expect((await program.call(endpoints.putPicture, { bytes: pngOf(4, 4) })).problem.code).toBe('insufficient_scope')
    expect((await (await aBot(world, ada)).call(endpoints.putPicture, { bytes: pngOf(4, 4) })).status).toBe(403)
  })

  it('RT22 is set once by repetitions with one key, and another picture under that key is refused', async () => {
    const admin = await anAdmin(world)
    const headers = { 'Idempotency-Key': 'picture-1' }
    const first = await admin.call(endpoints.putPicture, { bytes: pngOf(5, 5), headers })
    expect((await admin.call(endpoints.putPicture, { bytes: pngOf(5, 5), headers })).data).toEqual(first.data)
    expect((await admin.call(endpoints.putPicture, { bytes: pngOf(6, 6), headers })).problem.code).toBe('idempotency_mismatch')
  })
})

describe('only pictures', () => {
  it.each([['image/jpeg', JPEG], ['image/webp', WEBP]])('are taken by their bytes: %s', async (type, bytes) => {
    const admin = await anAdmin(world)
    expect((await put(admin, bytes, 'text/html')).status).toBe(200)
    const seen = await file(admin, admin)
    expect([seen.headers.get('content-type'), await bytesOf(seen)]).toEqual([type, bytes])
  })

  const text = (content: string) => Uint8Array.from(Buffer.from(content))
  const png = pngOf(16, 16)
  it.each([
    ['an SVG', text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), /no PNG/],
    ['HTML', text('<!doctype html><script>alert(1)</script>'), /no PNG/],
    ['a GIF', text('GIF89a/*'), /no PNG/],
    ['nothing', text(''), /no PNG/],
    ['a polyglot: a picture with a page behind it', joined([png, text('<script>alert(1)</script>')]), /follows/],
    ['a polyglot JPEG', joined([JPEG, text('<script>')]), /follows/],
    ['a polyglot WebP', joined([WEBP, text('<script>')]), /follows/],
    ['a PNG that is cut off', png.slice(0, -20), /too early/],
    ['a PNG of its signature only', png.slice(0, 8), /too early/],
    ['a JPEG that is cut off', JPEG.slice(0, -40), /too early/],
    ['a WebP that is cut off', WEBP.slice(0, -9), /too early/],
    ['a damaged PNG', png.map((byte, index) => (index === 45 ? byte ^ 1 : byte)), /damaged/],
    ['a PNG that moves', pngOf(16, 16, [chunk('acTL', new Uint8Array(8))]), /moves/],
    ['a PNG of 1025 pixels', pngOf(1025, 4), /1025 × 4/],
    ['a bomb: a PNG that says 60,000 pixels', pngOf(60_000, 60_000), /60000 × 60000/],
    ['a PNG without a size', pngOf(0, 0), /no size/],
  ])('X30 refuses %s', async (_case, bytes, reason) => {
    const admin = await anAdmin(world)
    const answer = await put(admin, bytes)
    expect([answer.status, answer.problem.code, answer.headers.get('content-type')]).toEqual([422, 'invalid_picture', expect.stringContaining('application/problem+json')])
    expect(answer.problem.detail).toMatch(reason)
    expect((await file(admin, admin)).status).toBe(404)
  })

  it('X30 refuses more than 256 KiB with 413, whatever it says of its length', async () => {
    const admin = await anAdmin(world)
    const answer = await put(admin, joined([pngOf(4, 4), new Uint8Array(256 * 1024)]))
    expect([answer.status, answer.problem.code]).toEqual([413, 'payload_too_large'])
  })

  it('X30 keeps no metadata: neither where nor by whom it was taken', async () => {
    const admin = await anAdmin(world)
    const noted = pngOf(16, 16, [chunk('tEXt', text('Author\0<script>Tove</script>')), chunk('eXIf', text('II*\0 59.9 N 10.7 E'))])
    await put(admin, noted)
    expect(await bytesOf(await file(admin, admin))).toEqual(png)
    await put(admin, joined([JPEG.slice(0, 2), Uint8Array.of(0xff, 0xe1, 0, 10), text('Exif\0\0NN'), JPEG.slice(2)]))
    expect(await bytesOf(await file(admin, admin))).toEqual(JPEG)
    await put(admin, WEBP_WITH_METADATA)
    expect(Buffer.from(await bytesOf(await file(admin, admin))).includes('Tove')).toBe(false)
  })
})
