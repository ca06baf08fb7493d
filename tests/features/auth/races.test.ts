// Many at once: each of these may happen once only, on both databases.
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { updateMember } from '../../../server/features/members/members.actions.ts'
import { systemCaller } from '../../../server/kernel/transact.ts'
import { endpoints } from '../../../shared/index.ts'
import { aMember, anAdmin, PASSWORD } from '../../support/factories.ts'
import { call } from '../../support/http.ts'
import { backends, useWorld } from '../../support/world.ts'
import { login, newEmail, profileStatus, refresh, registered, registration, rows } from './accounts.ts'

const at10 = <T>(action: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: 10 }, (_, index) => action(index)))

describe.each(backends)('races on %s', (backend) => {
  const world = useWorld({ backend })

  it('S47 makes one account when the same address registers ten times at once', async () => {
    const body = registration({ organizationName: 'Made ten times' })
    const answers = await at10(() => call(world.url, null, endpoints.register, { body }))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(9).fill(409)])
    expect(await rows(world, 'select id from organizations where name = $1', [body.organizationName])).toHaveLength(1)
  })

  it('F25 gives five tabs that refresh at once one successor, 40 rounds long, and signs nobody out', async () => {
    let { refresh: token } = await registered(world)
    for (let round = 0; round < 40; round += 1) {
      const answers = await Promise.all(Array.from({ length: 5 }, () => refresh(world, token)))
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
      const successors = new Set(answers.map(({ data }) => data.refresh!))
      expect(successors.size).toBe(1)
      token = [...successors][0]!
    }
  })

  it('X05 ends a session once when its old token comes ten times at once', async () => {
    const person = await registered(world)
    const { data: next } = await refresh(world, person.refresh)
    await refresh(world, next.refresh!)
    const answers = await at10(() => refresh(world, person.refresh))
    expect(new Set(answers.map(({ problem }) => problem.code))).toEqual(new Set(['session_ended']))
    expect(
      await rows(world, `select id from events where stream = $1 and type = 'session.ended'`, [`inbox:${person.membership.id}`]),
    ).toHaveLength(1)
  })

  it('X17 lets one of ten use an invitation', async () => {
    const admin = await anAdmin(world)
    const email = newEmail()
    const { token } = await admin.do(endpoints.createInvitation, { body: { email, role: 'employee', teamIds: [] } })
    const accept = () =>
      call(world.url, null, endpoints.acceptInvitation, { body: { token, name: 'Mira', password: PASSWORD } })
    const answers = await at10(accept)
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9)
    expect(await rows(world, 'select id from memberships where email = $1', [email])).toHaveLength(1)
    expect(await rows(world, 'select id from users where email = $1', [email])).toHaveLength(1)
  })

  it('S43 lets one of ten changes of the password win', async () => {
    const { access, email } = await registered(world)
    const change = (index: number) =>
      call(world.url, access, endpoints.changePassword, {
        body: { currentPassword: PASSWORD, newPassword: `the new secret ${index}` },
      })
    const answers = await at10(change)
    expect(answers.map(({ status }) => status).sort()).toEqual([204, ...Array<number>(9).fill(401)])
    const winner = answers.findIndex(({ status }) => status === 204)
    expect((await login(world, email, `the new secret ${winner}`)).status).toBe(200)
  })

  it('S48 a session ended while it refreshes stays ended', async () => {
    for (let round = 0; round < 10; round += 1) {
      const person = await registered(world)
      const [, late] = await Promise.all([
        call(world.url, null, endpoints.logout, { body: { refresh: person.refresh } }),
        refresh(world, person.refresh),
      ])
      expect(await profileStatus(world, person.access)).toBe(401)
      if (late.status === 200) expect((await refresh(world, late.data.refresh!)).problem.code).toBe('session_ended')
    }
  })

  it('S43 a sign-in with the old password never outlives its change', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { access, email } = await registered(world)
      const [changed, signedIn] = await Promise.all([
        call(world.url, access, endpoints.changePassword, {
          body: { currentPassword: PASSWORD, newPassword: 'the new secret' },
        }),
        login(world, email),
      ])
      expect(changed.status).toBe(204)
      if (signedIn.status === 200) expect(await profileStatus(world, signedIn.data.access)).toBe(401)
    }
  })

  it('S48 opens no session and makes no token beside a deactivation that would end them', async () => {
    const admin = await anAdmin(world)
    const member = await aMember(world, admin)
    const params = { memberId: member.membership.id }
    let isHeld = () => {}
    const held = new Promise<void>((resolve) => (isHeld = resolve))
    const deactivated = world.server.kernel.transact(systemCaller(admin.organization.id), async (work) => {
      await updateMember(work, params.memberId, { status: 'deactivated' }, null)
      isHeld()
      await sleep(700)
    })
    await held
    const token = { body: { name: 'Late', scopes: ['tasks:read' as const] } }
    const late = await Promise.all([login(world, member.email, PASSWORD), member.call(endpoints.createToken, token)])
    await deactivated
    expect(late.map(({ status }) => status)).toEqual([401, 401])
    await admin.do(endpoints.updateMember, { params, body: { status: 'active' } })
    const alive = 'select id from sessions where membership_id = $1 and ended_at is null'
    expect(await rows(world, alive, [params.memberId])).toEqual([])
    const { data: back } = await login(world, member.email, PASSWORD)
    expect((await call(world.url, back.access, endpoints.listTokens)).data.items).toEqual([])
  })
})
