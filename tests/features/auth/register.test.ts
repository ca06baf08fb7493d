// Registration: what it makes, what it refuses, what it never tells.
import { describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { call } from '../../support/http.ts'
import { startWorld, useWorld } from '../../support/world.ts'
import { eventsOf, login, newEmail, registered, registration, rows } from './accounts.ts'

const world = useWorld()
const register = (body: unknown) => call(world.url, null, endpoints.register, { raw: JSON.stringify(body) })

describe('register', () => {
  it('S38 registers a user with their organization as its admin', async () => {
    const { user, organization, membership, access, refresh, email } = await registered(world)
    expect(user).toMatchObject({ email, name: 'Ada Lovelace', timezone: 'UTC', phone: null, picture: null })
    expect(organization).toMatchObject({ name: 'Analytical Engines', accent: 'teal', timezone: 'UTC', version: 1 })
    expect(membership).toMatchObject({ role: 'admin', status: 'active', kind: 'person', email })
    expect(access.split('.')).toHaveLength(3)
    expect(refresh.split('.')).toHaveLength(3)
  })

  it('S38 answers with the shape that is promised and not to be cached', async () => {
    const answer = await register(registration())
    expect(endpoints.register.response.safeParse(answer.data).error).toBeUndefined()
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('S34 names the new member as the author of their joining', async () => {
    const { organization, membership } = await registered(world)
    expect(await eventsOf(world, `organization:${organization.id}`)).toMatchObject([
      { type: 'member.joined', data: { member: { id: membership.id } } },
    ])
    const [event] = await rows<{ actor_id: string; actor_name: string }>(
      world,
      'select actor_id, actor_name from events where stream = $1',
      [`organization:${organization.id}`],
    )
    expect(event).toEqual({ actor_id: membership.id, actor_name: membership.name })
  })

  it('S47 keeps an address once, whatever its case', async () => {
    const { email } = await registered(world)
    const answer = await register(registration({ email: ` ${email.toUpperCase()} ` }))
    expect([answer.status, answer.problem.code]).toEqual([409, 'email_taken'])
    expect((await login(world, email.toUpperCase())).status).toBe(200)
  })

  it.each([
    ['no address', { email: 'nobody' }, '/email'],
    ['no name', { name: '  ' }, '/name'],
    ['no organization', { organizationName: '' }, '/organizationName'],
    ['a number as password', { password: 12345678 }, '/password'],
    ['an unknown field', { role: 'admin' }, '/role'],
  ])('S113 refuses %s and names the field', async (_case, over, pointer) => {
    const answer = await register({ ...registration(), ...over })
    expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, pointer])
  })

  it('S49 never answers, stores in plain or tells anything of the password', async () => {
    const { user, organization, password } = await registered(world, { password: 'plain to see 4711' })
    const [row] = await rows<{ password_hash: string }>(world, 'select password_hash from users where id = $1', [
      user.id,
    ])
    expect(row!.password_hash).toMatch(/^v1\$\$2b\$04\$.{53}$/)
    const everything = JSON.stringify([user, organization, await eventsOf(world, `organization:${organization.id}`)])
    expect(everything).not.toContain(password)
    expect(everything).not.toMatch(/hash/i)
  })

  it('S49 salts: the same password gives two hashes', async () => {
    const people = [await registered(world), await registered(world)]
    const hashes = await rows<{ password_hash: string }>(
      world,
      'select password_hash from users where email = any($1)',
      [people.map(({ email }) => email)],
    )
    expect(new Set(hashes.map((row) => row.password_hash)).size).toBe(2)
  })

  it('X56 makes no organization where registration is closed', async () => {
    const closed = await startWorld({ settings: { REGISTRATION: 'closed' } })
    try {
      const answer = await call(closed.world.url, null, endpoints.register, { body: registration() })
      expect([answer.status, answer.problem.code]).toEqual([403, 'forbidden'])
    } finally {
      await closed.stop()
    }
  })
})

describe('passwords (X57)', () => {
  const status = async (password: string) => (await register(registration({ password }))).status

  it.each([
    ['7 characters', 'a1b2c3d', 422],
    ['8 characters', 'kq7#vz2m', 201],
    ['64 characters', 'kq7#vz2m'.repeat(8), 201],
    ['128 characters', 'kq7#vz2m'.repeat(16), 201],
    ['129 characters', `${'kq7#vz2m'.repeat(16)}x`, 422],
    ['spaces only between words', 'to be or not', 201],
    ['8 emoji', '🐙🦊🐝🌵🍇🎻🚲🧵', 201],
    ['7 emoji', '🐙🦊🐝🌵🍇🎻🚲', 422],
    ['128 emoji', '🐙🦊🐝🌵🍇🎻🚲🧵'.repeat(16), 201],
  ])('X57 %s', async (_case, password, expected) => {
    expect(await status(password)).toBe(expected)
  })

  it.each([
    'password',
    'PassWord123',
    'qwertyuiop',
    '12345678',
    'iloveyou',
    'Summer2024',
    'aaaaaaaa',
    'abababababab',
    'michael1987',
    '1q2w3e4r',
  ])('X57 refuses the common password %s', async (password) => {
    const answer = await register(registration({ password }))
    expect([answer.status, answer.problem.code, answer.problem.errors?.[0]?.pointer]).toEqual([
      422,
      'weak_password',
      '/password',
    ])
  })

  it('X57 refuses the own address and name', async () => {
    const email = newEmail()
    expect((await register(registration({ email, password: email }))).status).toBe(422)
    expect((await register(registration({ name: 'Grace Hopper', password: 'gracehopper' }))).status).toBe(422)
  })

  it('X57 counts every byte of a long password: the last one matters', async () => {
    const password = 'é'.repeat(50) + 'kq7#vz2m'
    const { email } = await registered(world, { password })
    expect((await login(world, email, `${password.slice(0, -1)}n`)).status).toBe(401)
    expect((await login(world, email, password.slice(0, -1))).status).toBe(401)
    expect((await login(world, email, password)).status).toBe(200)
  })

  it('X57 takes composed and decomposed letters as the same', async () => {
    const { email } = await registered(world, { password: 'Käsekuchen für alle'.normalize('NFC') })
    expect((await login(world, email, 'Käsekuchen für alle'.normalize('NFD'))).status).toBe(200)
    expect((await login(world, email, 'Kasekuchen fur alle')).status).toBe(401)
  })
})
