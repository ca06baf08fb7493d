// `npm run demo`: sets up the sample organization once, through the product's own actions, and prints the sign-ins.
import { ConfigError, type Config } from '../../config.ts'
import { now } from '../../kernel/clock.ts'
import type { Kernel } from '../../kernel/transact.ts'
import { withSystemSql } from '../auth/system-sql.ts'
import { findUserByEmail, membershipsOf } from '../auth/users.queries.ts'
import { createDepartment } from '../departments/departments.actions.ts'
import { createBot } from '../members/members.actions.ts'
import { updateOrganization } from '../organizations/organizations.actions.ts'
import { createTeam } from '../teams/teams.actions.ts'
import { addressOf, bot, departments, organization, PASSWORD, people, teams, type DemoTeam } from './company.ts'
import { fillProject } from './fill-project.ts'
import { hireStaff, type Staff } from './staff.ts'

/** The secret of the sample organization's bot and a team for it; known only when both were just made. */
interface NewBot { token: string; teamId: string }

/** Sets up the sample organization unless it is there. Throws ConfigError in production, where a known password has no place. */
export async function seedDemo(kernel: Kernel, config: Config, print: (text: string) => void = console.log): Promise<void> {
  if (config.NODE_ENV === 'production') throw new ConfigError('NODE_ENV', 'is production, where there is no demo: its password is known to everybody')
  if (await isThere(kernel)) return print(signIns())
  print('\n  Setting up the sample organization, a few seconds ...')
  const staff = await hireStaff(kernel, config)
  const [founder] = people
  const departmentIds = await makeDepartments(staff, founder.word)
  const teamIds: string[] = []
  for (const team of teams) teamIds.push(await makeTeam(staff, founder.word, team, departmentIds.get(team.department)!))
  const { token } = await staff.as(founder.word, (work) => createBot(work, { ...bot, teamIds }))
  let tasks = 0
  for (const [index, team] of teams.entries()) {
    for (const file of team.projects) tasks += await fillProject(staff, team, teamIds[index]!, file)
  }
  const { name, accent, timezone } = organization
  await staff.as(founder.word, (work) => updateOrganization(work, { name, accent, timezone }, null))
  await staff.leave(now())
  print(`  ${name}: ${people.length} people, ${teams.length} teams, ${tasks} tasks.`)
  print(signIns({ token, teamId: teamIds[0]! }))
}

/** Throws when an earlier start was cut off in the middle. */
async function isThere(kernel: Kernel): Promise<boolean> {
  const user = await withSystemSql(kernel, (sql) => findUserByEmail(sql, addressOf(people[0])))
  if (!user) return false
  const memberships = await withSystemSql(kernel, (sql) => membershipsOf(sql, user.id))
  if (memberships.some(({ organizationName }) => organizationName === organization.unfinished)) {
    throw new ConfigError('DATA_DIR', 'holds a sample organization that was not finished. Remove that folder (or the database) and start again')
  }
  return true
}

/** The departments' ids by their names. */
async function makeDepartments(staff: Staff, founder: string): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const { name, description, head, inside } of departments) {
    const input = { name, description, parentId: inside === null ? null : ids.get(inside)!, headId: staff.idOf(head) }
    ids.set(name, (await staff.as(founder, (work) => createDepartment(work, input))).id)
  }
  return ids
}

function makeTeam(staff: Staff, founder: string, team: DemoTeam, departmentId: string): Promise<string> {
  return staff.as(founder, async (work) => {
    const { name, description, manager, members, membersEditAllTasks } = team
    const { id } = await createTeam(work, {
      name, description, departmentId, managerId: staff.idOf(manager), memberIds: members.map((word) => staff.idOf(word)),
      settings: { membersEditAllTasks }, timezone: null,
    })
    return id
  })
}

function signIns(made?: NewBot): string {
  const lines = people.map((person) => `    ${addressOf(person).padEnd(22)} ${person.role.padEnd(9)} ${person.name}`)
  const program = made ? ['', '  A bot to try (shown once):', `    LOCKSTEP_TOKEN=${made.token} LOCKSTEP_TEAM=${made.teamId} node examples/bot.ts`] : []
  return ['', `  Sign in to ${organization.name} as any of them, the password is "${PASSWORD}":`, ...lines, ...program].join('\n')
}
