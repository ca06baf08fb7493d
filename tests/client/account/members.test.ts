// Which members and invitations are listed, and in which order.
import { describe, expect, it } from 'vitest'
import { openInvitations } from '../../../client/features/invitations/open-invitations.ts'
import { membersShown } from '../../../client/features/members/members-shown.ts'
import { isOnlyAdmin } from '../../../client/features/members/only-admin.ts'
import type { Invitation } from '../../../shared/features/invitations.ts'
import type { Member } from '../../../shared/features/members.ts'

const at = '2026-11-23T10:00:00.000Z'
const member = (name: string, over: Partial<Member> = {}): Member => ({
  id: name, kind: 'person', name, email: `${name.toLowerCase()}@example.com`, role: 'employee', status: 'active', timezone: null,
  picture: null, hoursPerWeek: 40, version: 1, createdAt: at, updatedAt: at, ...over,
})
const byName = { key: 'name', direction: 'ascending' } as const
const names = (people: Member[]) => people.map(({ name }) => name)

describe('members', () => {
  const people = [member('Zoë'), member('Åse', { role: 'admin' }), member('Bo', { status: 'deactivated' }), member('Mira', { role: 'manager' })]

  it('are found by parts of name and address, whatever the accents', () => {
    expect(names(membersShown(people, 'zoe', byName))).toEqual(['Zoë'])
    expect(names(membersShown(people, 'mira example', byName))).toEqual(['Mira'])
    expect(membersShown(people, 'mira zoe', byName)).toEqual([])
  })

  it('stand in the order of a column, the deactivated last both ways', () => {
    expect(names(membersShown(people, '', byName))).toEqual(['Åse', 'Mira', 'Zoë', 'Bo'])
    expect(names(membersShown(people, '', { ...byName, direction: 'descending' }))).toEqual(['Zoë', 'Mira', 'Åse', 'Bo'])
    expect(names(membersShown(people, '', { key: 'role', direction: 'ascending' }))).toEqual(['Åse', 'Mira', 'Zoë', 'Bo'])
  })

  it('have an only admin until there is another active one', () => {
    const ase = people[1]!
    expect(isOnlyAdmin(ase, people)).toBe(true)
    expect(isOnlyAdmin(ase, [...people, member('Ida', { role: 'admin', status: 'deactivated' })])).toBe(true)
    expect(isOnlyAdmin(ase, [...people, member('Ida', { role: 'admin' })])).toBe(false)
    expect(isOnlyAdmin(people[0]!, people)).toBe(false)
  })
})

describe('invitations', () => {
  const invitation = (id: string, email: string, status: Invitation['status'], createdAt = at): Invitation =>
    ({ id, email, role: 'employee', teamIds: [], status, invitedById: 'me', expiresAt: at, createdAt })

  it('are shown while somebody may wait for them: pending, or expired and nothing newer', () => {
    const all = [
      invitation('1', 'zoë@example.com', 'expired'), invitation('2', 'late@example.com', 'expired'),
      invitation('3', 'anew@example.com', 'expired'), invitation('4', 'anew@example.com', 'pending', '2026-11-24T10:00:00.000Z'),
      invitation('5', 'gone@example.com', 'revoked'), invitation('6', 'came@example.com', 'accepted'),
    ]
    expect(openInvitations(all, [member('Zoë')]).map(({ id }) => id)).toEqual(['4', '2'])
  })
})
