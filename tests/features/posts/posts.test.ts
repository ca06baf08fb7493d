// Posts to a team and their comments (S62, S63).
import { expect, test } from 'vitest'
import { reduceAll, workspaceState } from '../../../client/features/teams/workspace.reducer.ts'
import { endpoints } from '../../../shared/index.ts'
import { aCompany, aMember, anAdmin } from '../../support/factories.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { workspaceOf } from '../teams/workspace-snapshot.ts'

const world = useWorld()
const ofPost = ({ id }: { id: string }) => ({ params: { postId: id } })
const ofComment = ({ id }: { id: string }) => ({ params: { commentId: id } })

async function aPost() {
  const company = await aCompany(world)
  const post = await company.employee.do(endpoints.createPost, { params: { teamId: company.team.id }, body: { body: 'We ship on **Friday**' } })
  const comment = await company.manager.do(endpoints.createPostComment, { ...ofPost(post), body: { body: 'At noon' } })
  return { ...company, post, comment, screens: { viewers: [company.admin, company.manager, company.employee], snapshots: [workspaceOf(company.team.id)] } }
}

test('S62 S63 S65 a member writes to the team, others comment, and everybody reads along', async () => {
  const { admin, manager, employee, team } = await aCompany(world)
  const screens = { viewers: [admin, manager, employee], snapshots: [workspaceOf(team.id)] }
  const post = await verifyAction(screens, () =>
    employee.do(endpoints.createPost, { params: { teamId: team.id }, body: { body: 'Done' } }))
  expect(post).toMatchObject({ authorId: employee.membership.id, body: 'Done', comments: [], version: 1 })
  const comment = await verifyAction(screens, () =>
    manager.do(endpoints.createPostComment, { ...ofPost(post), body: { body: 'Well done' } }))
  expect((await employee.do(endpoints.listPosts, { params: { teamId: team.id } })).items).toEqual([{ ...post, comments: [comment] }])
})

test('S62 who wrote one edits it, and an edit that changes nothing leaves no event', async () => {
  const { manager, employee, post, comment, screens } = await aPost()
  const edited = await verifyAction(screens, () => employee.do(endpoints.updatePost, { ...ofPost(post), body: { body: 'On Monday' } }))
  expect(edited).toMatchObject({ body: 'On Monday', version: 2, comments: [comment] })
  await verifyAction(screens, () => manager.do(endpoints.updatePostComment, { ...ofComment(comment), body: { body: 'At one' } }))
  await verifyAction({ ...screens, silent: true }, () => employee.do(endpoints.updatePost, { ...ofPost(post), body: { body: 'On Monday' } }))
  expect((await manager.call(endpoints.updatePost, { ...ofPost(post), body: { body: 'Never' } })).status).toBe(403)
  expect((await employee.call(endpoints.updatePostComment, { ...ofComment(comment), body: { body: 'Never' } })).status).toBe(403)
})

test('S32 the author and the manager delete, other members do not', async () => {
  const { admin, manager, employee, team, post, comment, screens } = await aPost()
  const colleague = await aMember(world, admin, 'employee', [team.id])
  expect((await colleague.call(endpoints.deletePost, ofPost(post))).status).toBe(403)
  expect((await employee.call(endpoints.deletePostComment, ofComment(comment))).status).toBe(403)
  await verifyAction(screens, () => manager.do(endpoints.deletePostComment, ofComment(comment)))
  await verifyAction(screens, () => manager.do(endpoints.deletePost, ofPost(post)))
  const own = await colleague.do(endpoints.createPost, { params: { teamId: team.id }, body: { body: 'Mine' } })
  await colleague.do(endpoints.deletePost, ofPost(own))
  expect((await employee.call(endpoints.createPostComment, { ...ofPost(own), body: { body: 'Late' } })).status).toBe(404)
})

test('S1 S36 others see nothing of it', async () => {
  const { admin, team, post, comment } = await aPost()
  for (const person of [await aMember(world, admin, 'manager'), await anAdmin(world)]) {
    expect((await person.call(endpoints.listPosts, { params: { teamId: team.id } })).status).toBe(404)
    expect((await person.call(endpoints.createPost, { params: { teamId: team.id }, body: { body: 'Mine' } })).status).toBe(404)
    expect((await person.call(endpoints.createPostComment, { ...ofPost(post), body: { body: 'Mine' } })).status).toBe(404)
    expect((await person.call(endpoints.deletePostComment, ofComment(comment))).status).toBe(404)
  }
})

test('S112 they are read in pages, the newest first', async () => {
  const { manager, team } = await aCompany(world)
  const params = { teamId: team.id }
  const ids = []
  for (const body of ['one', 'two', 'three']) ids.push((await manager.do(endpoints.createPost, { params, body: { body } })).id)
  const first = await manager.do(endpoints.listPosts, { params, query: { limit: 2 } })
  const second = await manager.do(endpoints.listPosts, { params, query: { limit: 2, cursor: first.nextCursor! } })
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids.reverse())
  expect(second.nextCursor).toBeNull()
})

test('an empty post is refused, a long one leaves its event and is asked for', async () => {
  const { manager, team } = await aCompany(world)
  const params = { teamId: team.id }
  const empty = await manager.call(endpoints.createPost, { params, body: { body: ' \n' } })
  expect([empty.status, empty.problem.errors?.[0]?.pointer]).toEqual([422, '/body'])
  const before = workspaceState(await manager.do(endpoints.readWorkspace, { params }))
  await manager.do(endpoints.createPost, { params, body: { body: 'x'.repeat(20_000) } })
  expect(reduceAll(before, await eventsAfter(manager, before.stream, before.offset)).effects).toEqual([{ kind: 'reload' }])
})
