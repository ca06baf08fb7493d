// Archives with files that the database gives up, and the room that they must leave: at once where they certainly did not come in, at the next try where nobody knows.
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { setClock } from '../../../server/kernel/clock.ts'
import { scopes } from '../../../shared/permissions.ts'
import { endpoints } from '../../../shared/index.ts'
import { aCompany, anAdmin, aProgram, aTask, type Person } from '../../support/factories.ts'
import { useWorld } from '../../support/world.ts'
import { sendRaw } from '../../http/raw.ts'
import { asOwner } from '../../tenancy/owner.ts'
import { attached, onDisk, textBytes } from '../attachments/uploading.ts'
import { bring, takeArchive } from './archive-file.ts'

const KIBIBYTE = 1024
const MINUTE = 60_000
// Files of 3 KiB: two tries at once have no room.
const world = useWorld({ settings: { MAX_ORGANIZATION_FILE_BYTES: String(5 * KIBIBYTE) } })
let archive: Buffer<ArrayBuffer>
let full: Person
beforeAll(async () => {
  const { admin, manager, project } = await aCompany(world)
  const task = await aTask(manager, project.id, 'With files')
  for (const name of ['one.txt', 'two.txt', 'three.txt']) await attached(manager, task.id, name, textBytes(name.padEnd(KIBIBYTE, '.')))
  archive = await takeArchive(world, admin, { files: true })
  full = admin
})
afterEach(async () => {
  setClock()
  await asOwner(world, async (ask) => {
    await ask('drop trigger if exists broken on teams')
    await ask('drop trigger if exists taken on files')
  })
})

/** From now on the database answers so, to a statement of every import or to its commit. */
const breakWith = (code: string, at: 'statement' | 'commit') => asOwner(world, async (ask) => {
  await ask(`create or replace function broken() returns trigger language plpgsql as $$ begin raise exception 'given up' using errcode = '${code}'; end $$`)
  await ask(at === 'commit'
    ? 'create constraint trigger broken after insert on teams deferrable initially deferred for each row execute function broken()'
    : 'create trigger broken before insert on teams for each row execute function broken()')
})
const mend = () => asOwner(world, (ask) => ask('drop trigger broken on teams'))
const used = async (by: Pick<Person, 'do'>) => (await by.do(endpoints.readStorage)).usedBytes

describe('an archive with files that the database gives up', () => {
  it.each([['57014', 'statement'], ['25P03', 'statement'], ['08006', 'statement'], ['57014', 'commit'], ['40001', 'commit']] as const)('leaves all room at once where it certainly did not come in: %s at a %s', async (code, at) => {
    const to = await anAdmin(world, 'Ida')
    const before = onDisk(world)
    await breakWith(code, at)
    expect((await bring(to, archive)).status).toBe(503)
    expect([await used(to), onDisk(world)]).toEqual([0, before])
    await mend()
    expect((await bring(to, archive)).data).toMatchObject({ equal: true, fileBytes: 3 * KIBIBYTE })
  }, 30_000)

  it('keeps its files while nobody knows, and leaves their room to a later try', async () => {
    const to = { ...await anAdmin(world, 'Dora') }
    const program = await aProgram(world, to, [...scopes])
    const before = onDisk(world)
    await breakWith('08006', 'commit')
    expect((await bring(program as Person, archive)).status).toBe(503)
    expect(await used(to)).toBe(3 * KIBIBYTE)
    await mend()
    expect((await bring(program as Person, archive)).problem.code).toBe('storage_full')
    const began = Date.now()
    setClock(() => began + 31 * MINUTE)
    expect((await bring(program as Person, archive, { dryRun: 'true' })).status, 'a trial counts the room that the import will make, and makes none').toBe(200)
    expect(await used(program)).toBe(3 * KIBIBYTE)
    expect((await bring(program as Person, archive)).data).toMatchObject({ equal: true, fileBytes: 3 * KIBIBYTE })
    expect([await used(program), onDisk(world).length]).toEqual([3 * KIBIBYTE, before.length + 3])
  }, 30_000)

  it('does not come in without what another try took away', async () => {
    const to = await anAdmin(world, 'Tove')
    const before = onDisk(world)
    await asOwner(world, async (ask) => {
      await ask('create or replace function taken() returns trigger language plpgsql as $$ begin new.unused_since := now(); return new; end $$')
      await ask('create trigger taken before insert on files for each row execute function taken()')
    })
    const { status, problem } = await bring(to, archive)
    expect([status, problem.code, await used(to), onDisk(world)]).toEqual([409, 'conflict', 0, before])
  })

  it('F31 leaves alone, as a trial of one does, what the organization had before: a restored backup may name it', async () => {
    const { admin, manager, team, project } = await aCompany(world)
    const program = await aProgram(world, admin, [...scopes])
    await attached(manager, (await aTask(manager, project.id, 'Once there')).id, 'kept.txt', textBytes('k'.padEnd(KIBIBYTE, '.')))
    await asOwner(world, (ask) => ask('delete from attachments where organization_id = $1', [admin.organization.id]))
    await admin.do(endpoints.deleteProject, { params: { projectId: project.id } })
    await admin.do(endpoints.deleteTeam, { params: { teamId: team.id } })
    await asOwner(world, (ask) => ask('delete from labels where organization_id = $1', [admin.organization.id]))
    const before = onDisk(world)
    const began = Date.now()
    setClock(() => began + 31 * MINUTE)
    expect((await bring(program as Person, Buffer.from('no archive'))).status).toBe(422)
    expect([await used(program), onDisk(world)]).toEqual([KIBIBYTE, before])
    expect((await bring(program as Person, archive)).data).toMatchObject({ equal: true })
    expect([await used(program), onDisk(world).length]).toEqual([4 * KIBIBYTE, before.length + 3])
  }, 30_000)

  it('takes the room for all of its files at once', async () => {
    const to = await anAdmin(world, 'Olga')
    expect((await bring(to, archive)).status).toBe(200)
    expect(await asOwner(world, (ask) => ask('select count(*)::int as files, count(distinct created_at)::int as moments from files where organization_id = $1', [to.organization.id])))
      .toEqual([{ files: 3, moments: 1 }])
  })
})

describe('an archive that cannot come in, whatever its bytes are', () => {
  const announced = async (by: Person, length: number) => {
    const { status, body } = await sendRaw(world.url, [
      `POST /api/imports/archive HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${by.token}\r\nContent-Type: application/octet-stream\r\nContent-Length: ${length}\r\n\r\n`,
    ])
    return [status, (/"code":"(\w+)"/.exec(body) ?? [])[1]]
  }

  it('X36 is refused before the first of them', async () => {
    const to = await anAdmin(world, 'Ann')
    expect(await announced(full, 1000)).toEqual([409, 'organization_not_empty'])
    expect(await announced(to, 200 * KIBIBYTE ** 2)).toEqual([409, 'storage_full'])
  }, 30_000)
})
