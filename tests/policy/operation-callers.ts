// Who tries every operation: inside and outside the furnished team, of each role, and a bot; with what they are to the policy.
import { endpoints } from '../../shared/index.ts'
import { scopes, type Actor } from '../../shared/permissions.ts'
import { inboxStream } from '../../shared/streams.ts'
import { aBot, aMember, aTeam, PASSWORD, type Person } from '../support/factories.ts'
import { call } from '../support/http.ts'
import type { World } from '../support/world.ts'
import { aFurnishedCompany, type Company } from '../tenancy/company.ts'
import { asOwner } from '../tenancy/owner.ts'

export const MARKER = 'ROLEMARKER'

export interface Caller {
  person: Person
  actor: Actor
  company: Company
  /** As if the caller were its admin: with their inbox, session, token and reminder. */
  mine: Company
  /** Whose all of it is. */
  makerId: string
}

/** In the order in which they try: who may little first, so that all is there still for who may delete it. Those of one company share it. */
export const CALLERS = [
  'an employee outside the team', 'the manager of another team', 'an employee inside the team', 'a bot inside the team', 'the manager of the team',
  'another admin', 'a manager inside the team who made all of it',
] as const
export type CallerName = (typeof CALLERS)[number]

export async function allCallers(world: World): Promise<Record<CallerName, Caller>> {
  const [shared, ofAdmin, ofMaker] = [await aFurnishedCompany(world, MARKER), await aFurnishedCompany(world, MARKER), await aFurnishedCompany(world, MARKER)]
  const [outside, elsewhere] = [await aMember(world, shared.admin), await aMember(world, shared.admin, 'manager')]
  const teams = [shared.team.id, shared.emptyTeam.id]
  const own = await aTeam(elsewhere)
  const inside = await aMember(world, shared.admin, 'employee', teams)
  const bot = await aBot(world, shared.admin, teams)
  const manager = await aMember(world, shared.admin, 'manager', teams)
  for (const teamId of teams) await shared.admin.do(endpoints.updateTeam, { params: { teamId }, body: { managerId: manager.membership.id } })
  const maker = await aMember(world, ofMaker.admin, 'manager', [ofMaker.team.id, ofMaker.emptyTeam.id])
  await giveAll(world, ofMaker, maker)
  const admin = await aMember(world, ofAdmin.admin, 'admin')
  return {
    'an employee outside the team': await callerOf(world, shared, outside, {}),
    'the manager of another team': await callerOf(world, shared, elsewhere, { [own.id]: 'manager' }),
    'an employee inside the team': await callerOf(world, shared, inside, placesIn(shared, 'member')),
    'a bot inside the team': await callerOf(world, shared, bot, placesIn(shared, 'member')),
    'the manager of the team': await callerOf(world, shared, manager, placesIn(shared, 'manager')),
    'another admin': await callerOf(world, ofAdmin, admin, {}),
    'a manager inside the team who made all of it': await callerOf(world, ofMaker, maker, placesIn(ofMaker, 'member'), maker),
  }
}

const placesIn = ({ team, emptyTeam }: Company, place: 'manager' | 'member') => ({ [team.id]: place, [emptyTeam.id]: place })

async function callerOf(world: World, company: Company, person: Person, teams: Actor['teams'], maker = company.admin): Promise<Caller> {
  const { id: membershipId, role, kind } = person.membership
  const actor = { membershipId, role, teams, departments: [] }
  const own = kind === 'bot' ? {} : { session: await otherSession(world, person), token: await person.do(endpoints.createToken, { body: { name: 'Own', scopes: [...scopes] } }) }
  const reminder = await person.call(endpoints.createReminder, { params: { taskId: company.task.id }, body: { remindAt: '2999-01-01T10:00:00Z' } })
  const mine = { ...company, ...own, admin: person, adminInbox: inboxStream(membershipId), ...(reminder.status === 201 && { reminder: reminder.data }) }
  return { person, actor, company, mine, makerId: maker.membership.id }
}

async function otherSession(world: World, person: Person) {
  await call(world.url, null, endpoints.login, { body: { email: person.email, password: PASSWORD } })
  return (await person.do(endpoints.listSessions)).items.find(({ current }) => !current)!
}

/** What says in any row who wrote, made, owns or did something says another then. */
async function giveAll(world: World, { admin }: Company, maker: Person): Promise<void> {
  const names = ['author_id', 'created_by_id', 'owner_id', 'invited_by_id', 'actor_id']
  await asOwner(world, async (ask) => {
    const columns = await ask<{ table: string; column: string }>(`select table_name as "table", column_name as "column" from information_schema.columns
      where table_schema = 'public' and (column_name = any($1::text[]) or (table_name = 'time_entries' and column_name = 'membership_id'))`, [names])
    for (const { table, column } of columns) await ask(`update ${table} set ${column} = $1::uuid where ${column} = $2::uuid`, [maker.membership.id, admin.membership.id])
  })
}
