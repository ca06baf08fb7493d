// What is told to one member's inbox, by the client's own reducer: invitations, tokens, sessions (F19).
import { beforeAll, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { aCompany, anAdmin, PASSWORD, type Person } from '../../support/factories.ts'
import { call } from '../../support/http.ts'
import { verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { overviewOf } from '../organizations/overview-snapshot.ts'
import { inboxOf } from './inbox-snapshot.ts'

const { acceptInvitation, changePassword, createInvitation, createToken, endSession, listSessions, login, logout, replaceProfile, revokeInvitation, revokeToken, updateProfile } = endpoints
const world = useWorld()
let company: Awaited<ReturnType<typeof aCompany>>
beforeAll(async () => {
  company = await aCompany(world)
})

const inboxes = (...viewers: Person[]) => ({ viewers, snapshots: [inboxOf] })
const signInAgain = async (person: Person) =>
  (await call(world.url, null, login, { body: { email: person.email, password: PASSWORD } })).data
const otherSession = async (person: Person) => (await person.do(listSessions)).items.find(({ current }) => !current)!.id

it('RT1 invitations are told to admins and the inviter: made, withdrawn, accepted; everybody sees who joined', async () => {
  const { admin, manager, employee, team } = company
  const body = (name: string) => ({ email: `${name}@example.com`, role: 'employee' as const, teamIds: [team.id] })
  const first = await verifyAction(inboxes(admin, manager), () => manager.do(createInvitation, { body: body('first') }))
  await verifyAction(inboxes(admin, manager), () => manager.call(revokeInvitation, { params: { invitationId: first.id } }))
  const second = await manager.do(createInvitation, { body: body('second') })
  await verifyAction({ viewers: [admin, manager, employee], snapshots: [inboxOf, overviewOf] }, async () => {
    const joined = await call(world.url, null, acceptInvitation, { body: { token: second.token, name: 'Second', password: PASSWORD } })
    expect(joined.status).toBe(201)
  })
})

it('RT1 tokens are told to their owner: made and revoked', async () => {
  const { employee } = company
  const token = await verifyAction(inboxes(employee), () => employee.do(createToken, { body: { name: 'Sync', scopes: ['tasks:read'] } }))
  await verifyAction(inboxes(employee), () => employee.call(revokeToken, { params: { tokenId: token.id } }))
})

it('RT1 sessions are told to their owner when they begin, and end: by hand, by signing out, by a new password', async () => {
  const { employee } = company
  await verifyAction(inboxes(employee), () => signInAgain(employee))
  const sessionId = await otherSession(employee)
  await verifyAction(inboxes(employee), () => employee.call(endSession, { params: { sessionId } }))
  const { refresh } = await signInAgain(employee)
  await verifyAction(inboxes(employee), () => call(world.url, null, logout, { body: { refresh: refresh! } }))
  await signInAgain(employee)
  await verifyAction(inboxes(employee), () =>
    employee.call(changePassword, { body: { currentPassword: PASSWORD, newPassword: 'another four unrelated words' } }))
})

it('S45 S46 a changed name is told to everybody', async () => {
  const { admin, manager, employee } = company
  await verifyAction({ viewers: [admin, manager, employee], snapshots: [overviewOf] }, () => manager.do(updateProfile, { body: { name: 'Mira B.' } }))
  const body = { name: 'Mira C.', phone: null, dateOfBirth: null, timezone: 'UTC' }
  await verifyAction({ viewers: [admin, manager, employee], snapshots: [overviewOf] }, () => manager.do(replaceProfile, { body }))
})

it('nobody else\'s inbox hears of it', async () => {
  const stranger = await anAdmin(world)
  await verifyAction({ ...inboxes(stranger), silent: true }, () => company.admin.do(createToken, { body: { name: 'Mine', scopes: ['tasks:read'] } }))
})
