// Files of projects and teams: added and removed on every screen, read by who may read the place, gone with it.
import { beforeAll, describe, expect, it } from 'vitest'
import { reduceAll, type FilesState } from '../../../client/features/attachments/place-files.reducer.ts'
import { setClock } from '../../../server/kernel/clock.ts'
import { query } from '../../../server/kernel/database.ts'
import { systemCaller } from '../../../server/kernel/transact.ts'
import { MOST_PLACE_FILES } from '../../../shared/features/place-files.ts'
import { endpoints } from '../../../shared/index.ts'
import { startObjectServer } from '../../support/object-store.ts'
import { aCompany, aMember, aProgram, aProject, aTeam } from '../../support/factories.ts'
import { pngOf } from '../../support/png.ts'
import { verifyAction, type Snapshot } from '../../support/verify-action.ts'
import { backends, startWorld, useWorld } from '../../support/world.ts'
import { aWiderCompany, comparable, nobodysId } from '../tasks/company.ts'
import { boardOf } from '../tasks/snapshots.ts'
import { added, asOriginal, filesIn, linksIn, onDisk, opened, textBytes, uploadTo, type Shared } from './uploading.ts'

const MINUTE = 60_000

function filesOf(place: Shared): Snapshot<never> {
  const snapshot: Snapshot<FilesState> = {
    name: 'files',
    fetch: async (person) => ({ ...(await filesIn(place, person)).data, place }),
    positions: (state) => [state],
    apply: (state, events) => reduceAll(state, events).state,
    normal: (state) => state,
  }
  return snapshot as unknown as Snapshot<never>
}

describe.each(backends)('on %s', (backend) => {
  const world = useWorld({ backend, settings: { MAX_FILE_BYTES: String(1024 ** 2) } })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  beforeAll(async () => {
    company = await aWiderCompany(world)
  })

  describe.each(['project', 'team'] as const)('a file of a %s', (kind) => {
    const place = (): Shared => ({ kind, id: company[kind].id })
    const remove = (person: typeof company.manager, attachmentId: string) => person.call(endpoints.deleteAttachment, { params: { attachmentId } })
    const listed = async () => (await filesIn(place(), company.manager)).data.items.map(({ id }) => id)

    it('is added by a member, told on every screen, read back as it was sent, and removed', async () => {
      const { admin, manager, employee, project, team } = company
      const screens = { viewers: [admin, manager, employee], snapshots: [filesOf(place()), filesOf({ kind: kind === 'team' ? 'project' : 'team', id: kind === 'team' ? project.id : team.id }), boardOf(project.id)] }
      const file = await verifyAction(screens, () => added(place(), employee, 'Plan.png', pngOf(600, 400)))
      expect(endpoints.uploadProjectFile.response.safeParse(file).error).toBeUndefined()
      expect(file).toMatchObject({
        teamId: team.id, projectId: kind === 'project' ? project.id : null, name: 'Plan.png', type: 'image/png', size: pngOf(600, 400).length,
        picture: { width: 600, height: 400 }, createdById: employee.membership.id,
      })
      expect((await asOriginal(world, manager, file.id)).bytes).toEqual(pngOf(600, 400))
      await verifyAction(screens, async () => expect((await remove(employee, file.id)).status).toBe(204))
      expect([(await asOriginal(world, manager, file.id)).status, (await remove(employee, file.id)).status, await listed()]).toEqual([404, 404, []])
    })

    it('is removed by who added it, the manager and admins only', async () => {
      const { admin, manager, employee } = company
      const [theirs, mine] = [await added(place(), manager, 'a.txt', textBytes('a')), await added(place(), employee, 'b.txt', textBytes('b'))]
      expect([(await remove(employee, theirs.id)).status, (await remove(manager, mine.id)).status, (await remove(admin, theirs.id)).status]).toEqual([403, 204, 204])
    })

    it('RT22 is added once by repetitions with one key', async () => {
      const before = onDisk(world).length
      const once = () => uploadTo(place(), company.manager, 'once.txt', textBytes('once'), { 'Idempotency-Key': `${kind}-1` })
      const [first, again] = [await once(), await once()]
      expect([again.data, again.headers.get('idempotent-replayed'), onDisk(world).length]).toEqual([first.data, 'true', before + 1])
    })

    it('X30 is sent as something to keep, in a sandbox, to nobody\'s cache', async () => {
      const file = await added(place(), company.manager, 'page.svg', textBytes('<svg onload="alert(1)"/>'))
      const { headers } = await asOriginal(world, company.employee, file.id)
      expect(['content-type', 'content-security-policy', 'x-content-type-options', 'cache-control'].map((name) => headers.get(name)))
        .toEqual(['application/octet-stream', 'default-src \'none\'; sandbox', 'nosniff', 'private, no-store'])
      expect(headers.get('content-disposition')).toMatch(/^attachment;/)
      expect(file.picture).toBeNull()
    })

    it('X32 has no name of a path', async () => {
      for (const [typed, name] of [['../../etc/passwd', 'passwd'], ['a/../b.txt', 'b.txt'], ['C:\\x\\y.txt', 'y.txt']] as const)
        expect((await added(place(), company.manager, typed, textBytes('x'))).name).toBe(name)
    })

    it('S1 X33 is not found by whoever may not see the place, nor listed, nor added, nor removed', async () => {
      const { manager, stranger, foreigner } = company
      const file = await added(place(), manager, 'secret.txt', textBytes('secret'))
      const before = await listed()
      const none = comparable((await uploadTo({ kind, id: nobodysId() }, manager, 'a', textBytes('x'))).problem)
      for (const person of [stranger, foreigner]) {
        for (const answer of [
          await uploadTo(place(), person, 'a', textBytes('x')), await filesIn(place(), person), await linksIn(place(), person),
          await person.call(endpoints.readFile, { params: { attachmentId: file.id } }), await remove(person, file.id),
        ]) expect([answer.status, comparable(answer.problem)]).toEqual([404, none])
      }
      expect([await listed(), (await opened(world, `/api/attachments/${file.id}/file`)).status]).toEqual([before, 401])
    })

    it('X33 has addresses for five minutes, worth nothing the moment that their asker lost the team', async () => {
      const leaving = await aMember(world, company.admin, 'employee', [company.team.id])
      const file = await added(place(), company.manager, 'p.png', pngOf(300, 300))
      const linkOf = async () => (await linksIn(place(), leaving)).data.items.find(({ attachmentId }) => attachmentId === file.id)!
      const { original, thumbnail } = await linkOf()
      expect([(await opened(world, original)).bytes, (await opened(world, thumbnail!)).headers.get('content-type')]).toEqual([pngOf(300, 300), 'image/webp'])
      const began = Date.now()
      try {
        setClock(() => began + 5 * MINUTE + 2000)
        expect((await opened(world, original)).status).toBe(401)
      } finally {
        setClock()
      }
      const links = await linkOf()
      await company.manager.do(endpoints.removeTeamMember, { params: { teamId: company.team.id, memberId: leaving.membership.id } })
      for (const address of [links.original, links.preview!, links.thumbnail!]) expect((await opened(world, address)).status).toBe(404)
      expect((await asOriginal(world, leaving, file.id)).status).toBe(404)
    })

    it('needs the scopes of tasks', async () => {
      const [reader, blind] = [await aProgram(world, company.manager, ['tasks:read']), await aProgram(world, company.manager, ['teams:read', 'projects:read'])]
      expect([(await filesIn(place(), reader)).status, (await uploadTo(place(), reader, 'a', textBytes('x'))).problem.code, (await filesIn(place(), blind)).problem.code])
        .toEqual([200, 'insufficient_scope', 'insufficient_scope'])
    })

    it('X36 above the limit is refused and leaves nothing, a bad name too', async () => {
      const before = [await listed(), onDisk(world)]
      expect((await uploadTo(place(), company.manager, 'large', new Uint8Array(1024 ** 2 + 1))).status).toBe(413)
      const unnamed = await uploadTo(place(), company.manager, '', textBytes('x'))
      expect([unnamed.status, unnamed.problem.errors?.[0]?.pointer]).toEqual([422, '?name'])
      await expect.poll(async () => [await listed(), onDisk(world)]).toEqual(before)
    })

    it('X37 that is a bomb is kept as a file and drawn by nobody', async () => {
      const bomb = await added(place(), company.manager, 'bomb.png', pngOf(60_000, 60_000))
      expect([bomb.picture, (await asOriginal(world, company.manager, bomb.id, {}, 'thumbnail')).status]).toEqual([null, 404])
    })

    it('is refused where there are too many, and leaves nothing', async () => {
      const { admin } = await aCompany(world)
      const team = await aTeam(admin)
      const full: Shared = { kind, id: kind === 'team' ? team.id : (await aProject(admin, team.id)).id }
      const one = await added(full, admin, 'a', textBytes('a'))
      await world.server.kernel.transact(systemCaller(admin.organization.id), ({ em }) => query(em, `insert into attachments (organization_id, id, project_id, team_id, kind, name, created_at)
        select organization_id, gen_random_uuid(), project_id, team_id, 'file', name, created_at from attachments, generate_series(2, ${MOST_PLACE_FILES}) where id = $1::uuid`, [one.id]))
      const before = onDisk(world)
      expect((await uploadTo(full, admin, 'b', textBytes('b'))).problem.code).toBe('conflict')
      expect(onDisk(world)).toEqual(before)
    })
  })

  it('a project in the trash hides its files, and brings them back; a deleted team takes its files along', async () => {
    const { admin } = company
    const team = await aTeam(admin)
    const project = await aProject(admin, team.id)
    const [inProject, inTeam] = [
      await added({ kind: 'project', id: project.id }, admin, 'a', textBytes('a')), await added({ kind: 'team', id: team.id }, admin, 'b', textBytes('b')),
    ]
    const found = async () => [(await asOriginal(world, admin, inProject.id)).status, (await asOriginal(world, admin, inTeam.id)).status]
    await admin.do(endpoints.deleteProject, { params: { projectId: project.id } })
    expect([await found(), (await filesIn({ kind: 'project', id: project.id }, admin)).status]).toEqual([[404, 200], 404])
    await admin.do(endpoints.restoreProject, { params: { projectId: project.id } })
    expect(await found()).toEqual([200, 200])
    const empty = await aTeam(admin)
    const left = await added({ kind: 'team', id: empty.id }, admin, 'c', textBytes('c'))
    await admin.do(endpoints.deleteTeam, { params: { teamId: empty.id } })
    expect((await asOriginal(world, admin, left.id)).status).toBe(404)
  })
})

it('works with a store that speaks S3', async () => {
  const objects = await startObjectServer()
  const { world, stop } = await startWorld({ settings: { FILES_URL: objects.address } })
  try {
    const { manager, project } = await aCompany(world)
    const file = await added({ kind: 'project', id: project.id }, manager, 'p.png', pngOf(600, 400))
    expect([objects.objects.size, (await asOriginal(world, manager, file.id)).bytes, onDisk(world)]).toEqual([3, pngOf(600, 400), []])
  } finally {
    await stop()
    objects.close()
  }
}, 60_000)
