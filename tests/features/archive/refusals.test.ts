// Archives that must not come in, and who may take or bring one: refused with a place, and nothing is changed.
import { gzipSync } from 'node:zlib'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { scopes } from '../../../shared/permissions.ts'
import { endpoints } from '../../../shared/index.ts'
import { aMember, anAdmin, aProgram, aTeam, type Person } from '../../support/factories.ts'
import { useWorld } from '../../support/world.ts'
import { fingerprint } from '../../tenancy/owner.ts'
import { archiveOf, bring, linesOf, takeArchive, type Line } from './archive-file.ts'

const world = useWorld()
let to: Person
let lines: Line[]
let before: unknown
beforeAll(async () => {
  const from = await anAdmin(world, 'Ada')
  const team = await aTeam(from)
  const made = await from.do(endpoints.createProject, { body: { name: 'Web', teamId: team.id } })
  const other = await from.do(endpoints.createProject, { body: { name: 'Other', teamId: team.id } })
  const task = (projectId: string, parentId: string | null = null) => from.do(endpoints.createTask, { body: { projectId, title: 'Task', parentId } })
  const label = await from.do(endpoints.createLabel, { params: { projectId: made.id }, body: { name: 'Bug' } })
  await from.do(endpoints.createTaskTemplate, { params: { projectId: made.id }, body: { name: 'Bug', title: 'Bug', labelIds: [label.id] } })
  await from.do(endpoints.setProjectMember, { params: { projectId: made.id, memberId: from.membership.id }, body: { hoursPerWeek: 8 } })
  const [first] = [await task(made.id), await task(other.id)]
  await task(made.id, first.id)
  await from.do(endpoints.createTaskLink, { params: { taskId: first.id }, body: { kind: 'blocks', otherTaskId: (await task(made.id)).id } })
  await from.do(endpoints.createAttachment, { params: { taskId: first.id }, body: { url: 'https://example.com' } })
  await from.do(endpoints.transferTasks, { body: { taskIds: [(await task(made.id)).id], projectId: other.id } })
  lines = linesOf(await takeArchive(world, from)).lines
  to = await anAdmin(world, 'Thea')
  before = await fingerprint(world, to.organization.id)
})
afterEach(async () => expect(await fingerprint(world, to.organization.id)).toEqual(before))

const changed = (type: string, place: number, change: Record<string, unknown>): Line[] => {
  const index = lines.findIndex((line) => line.type === type) + place
  return lines.with(index, { ...lines[index]!, ...change } as Line)
}
const at = (type: string, place = 0) => lines.findIndex((line) => line.type === type) + place + 2
const refusalOf = async (bytes: Uint8Array<ArrayBuffer>) => {
  const { status, problem } = await bring(to, bytes)
  return [status, problem.code, problem.errors?.[0]?.pointer]
}

describe('archives that are refused', () => {
  it('what they hold is checked as if somebody had typed it, and so is what they refer to', async () => {
    const foreign = crypto.randomUUID()
    const cases: [Line[], string][] = [
      [changed('tasks', 0, { title: '' }), `/lines/${at('tasks')}/title`],
      [changed('tasks', 0, { status: 999 }), `/lines/${at('tasks')}/status`],
      [changed('tasks', 0, { status: foreign }), `/lines/${at('tasks')}/status`],
      [changed('tasks', 0, { status: 6 }), `/lines/${at('tasks')}/status`],
      [changed('tasks', 0, { organizationId: foreign }), `/lines/${at('tasks')}/organizationId`],
      [changed('tasks', 0, { id: foreign }), `/lines/${at('tasks')}/id`],
      [changed('tasks', 0, { rank: 'not a rank' }), `/lines/${at('tasks')}/rank`],
      [changed('tasks', 0, { customFields: [[1, 'x']] }), `/lines/${at('tasks')}/customFields`],
      [changed('tasks', 0, { createdBy: 'nobody@example.com' }), `/lines/${at('tasks')}/createdBy`],
      [changed('tasks', 0, { n: 5 }), `/lines/${at('tasks')}/n`],
      [changed('tasks', 0, { parent: 3 }), '/tasks/1/parent'],
      [changed('tasks', 2, { parent: 2 }), '/tasks/3/parent'],
      [changed('tasks', 2, { parent: 99 }), '/tasks/3/parent'],
      [changed('project_members', 0, { hoursPerWeek: 169 }), `/lines/${at('project_members')}/hoursPerWeek`],
      [changed('project_members', 0, { membership: 'nobody@example.com' }), `/lines/${at('project_members')}/membership`],
      [changed('task_templates', 0, { labelIds: [2] }), `/lines/${at('task_templates')}/labelIds`],
      [changed('task_templates', 0, { project: 2 }), `/lines/${at('task_templates')}/labelIds`],
      [changed('former_keys', 0, { number: 1 }), '/former_keys'],
      [changed('former_keys', 0, { project: 9 }), `/lines/${at('former_keys')}/project`],
      [changed('task_links', 0, { fromTask: 4, toTask: 4 }), `/lines/${at('task_links')}/toTask`],
      [changed('attachments', 0, { url: 'javascript:alert(1)' }), `/lines/${at('attachments')}/url`],
      [changed('statuses', 0, { nextStatusIds: [77] }), '/statuses'],
      [changed('projects', 1, { key: 'WEB' }), `/lines/${at('projects')}`],
      [changed('people', 0, { key: 'other@example.com' }), `/lines/${at('people')}/key`],
      [changed('people', 0, { type: 'users', passwordHash: 'x' }), `/lines/${at('people')}/type`],
      [lines.toReversed(), '/lines/2'],
      [[...lines, lines.find(({ type }) => type === 'teams')!], `/lines/${lines.length + 2}/type`],
      [lines.filter(({ type }) => type !== 'organization'), `/lines/${at('organization')}`],
      [[...lines.slice(0, at('task_links') - 1), { ...lines[at('task_links') - 2]!, fromTask: 4, toTask: 1 }, ...lines.slice(at('task_links') - 1)], '/task_links'],
    ]
    for (const [wrong, pointer] of cases) expect(await refusalOf(archiveOf(wrong)), pointer).toEqual([422, 'invalid_import', pointer])
  })

  it('what is not one, was cut off, changed on its way, or is larger than it says', async () => {
    const whole = archiveOf(lines)
    const cases: [Uint8Array<ArrayBuffer>, string][] = [
      [new Uint8Array(0), ''], [Buffer.from('{"format":"lockstep-archive"}'), ''], [whole.subarray(0, whole.length - 20), ''],
      [gzipSync('text\n'), '/lines/1'], [archiveOf(lines, { version: 2 as 1 }), '/lines/1/version'], [archiveOf([...lines, '[[['.repeat(20)]), `/lines/${lines.length + 2}`],
      [archiveOf(lines, { hash: '0'.repeat(64) }), '/lines/1/hash'], [archiveOf(lines, { counts: { people: 1 } }), '/lines/1/counts/teams'],
      // Bombs: a line that does not end, and far more lines than may be.
      [gzipSync(Buffer.alloc(300 * 1024 * 1024, 65)), '/lines/1'], [gzipSync(Buffer.alloc(1024 * 1024, 10)), '/lines/1'],
    ]
    for (const [bytes, pointer] of cases) expect(await refusalOf(bytes)).toEqual([422, 'invalid_import', pointer])
    const large = await bring(to, new Uint8Array(65 * 1024 * 1024))
    expect([large.status, large.problem.code]).toEqual([413, 'payload_too_large'])
  }, 60_000)

  it('a trial says what would come, and keeps nothing', async () => {
    const { status, data } = await bring(to, archiveOf(lines), { dryRun: 'true' })
    expect([status, data.equal, data.imported.counts.tasks, data.people.added]).toEqual([200, true, 5, 1])
  })

  it('only admins may, of an empty organization, and tokens with every scope', async () => {
    const owner = await anAdmin(world, 'Olga')
    const [manager, employee] = [await aMember(world, owner, 'manager'), await aMember(world, owner)]
    for (const person of [manager, employee]) {
      expect((await bring(person, archiveOf(lines))).status).toBe(403)
      expect((await person.call(endpoints.exportArchive)).status).toBe(403)
    }
    for (const person of [manager, employee]) expect((await person.call(endpoints.readArchivedFiles)).status).toBe(403)
    const narrow = await aProgram(world, owner, ['organization:write', 'tasks:write'])
    for (const answer of [await narrow.call(endpoints.exportArchive), await bring(narrow, archiveOf(lines))]) expect([answer.status, answer.problem.code]).toEqual([403, 'insufficient_scope'])
    const wide = await aProgram(world, owner, [...scopes])
    expect((await bring(wide, archiveOf(lines))).status).toBe(200)
    const again = await bring(wide, archiveOf(lines))
    expect([again.status, again.problem.code]).toEqual([409, 'organization_not_empty'])
  })
})
