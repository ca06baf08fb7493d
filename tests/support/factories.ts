// Test data, made through the API as people would make it. Each person carries what a test needs to act as them.
import { randomUUID } from 'node:crypto'
import type { Endpoint, ResponseOf } from '../../shared/endpoint.ts'
import { endpoints } from '../../shared/index.ts'
import type { Member } from '../../shared/features/members.ts'
import type { Project } from '../../shared/features/projects.ts'
import type { Task } from '../../shared/features/tasks.ts'
import type { Team } from '../../shared/features/teams.ts'
import type { Organization } from '../../shared/features/organizations.ts'
import type { Role, Scope } from '../../shared/permissions.ts'
import { call, type Answer, type CallOptions } from './http.ts'
import type { World } from './world.ts'

export interface Person {
  readonly token: string
  readonly refresh: string
  readonly email: string
  readonly membership: Member
  readonly organization: Organization
  /** Calls an endpoint as this person; any status. */
  call<const E extends Endpoint>(endpoint: E, options?: CallOptions<E>): Promise<Answer<ResponseOf<E>>>
  /** Calls and throws unless it succeeds; gives the resource. */
  do<const E extends Endpoint>(endpoint: E, options?: CallOptions<E>): Promise<ResponseOf<E>>
}

export const PASSWORD = 'correct horse battery staple'
let counter = 0
const unique = (word: string) => `${word}-${(counter += 1)}-${randomUUID().slice(0, 8)}`

type SignedIn = { access: string; refresh?: string; membership: Member; organization: Organization }

function person(world: World, email: string, signedIn: SignedIn): Person {
  const act = <const E extends Endpoint>(endpoint: E, options?: CallOptions<E>) => call(world.url, signedIn.access, endpoint, options)
  return {
    token: signedIn.access, refresh: signedIn.refresh ?? '', email, membership: signedIn.membership, organization: signedIn.organization, call: act,
    do: async (endpoint, options) => succeeded(endpoint, await act(endpoint, options)),
  }
}

function succeeded<E extends Endpoint>(endpoint: E, answer: Answer<ResponseOf<E>>): ResponseOf<E> {
  if (answer.status >= 300) throw new Error(`${endpoint.id} answered ${answer.status}: ${JSON.stringify(answer.problem)}`)
  return answer.data
}

/** Registers a new organization; its admin. */
export async function anAdmin(world: World, name = 'Ada'): Promise<Person> {
  const email = `${unique('admin')}@example.com`
  const body = { email, password: PASSWORD, name, organizationName: unique('Organization') }
  return person(world, email, succeeded(endpoints.register, await call(world.url, null, endpoints.register, { body })))
}

/** Invites somebody and accepts for them. */
export async function aMember(world: World, by: Person, role: Role = 'employee', teamIds: string[] = [], name = 'Mira'): Promise<Person> {
  const email = `${unique(role)}@example.com`
  const { token } = await by.do(endpoints.createInvitation, { body: { email, role, teamIds } })
  const body = { token, name, password: PASSWORD }
  return person(world, email, succeeded(endpoints.acceptInvitation, await call(world.url, null, endpoints.acceptInvitation, { body })))
}

/** A program with an API token of `by`. */
export async function aProgram(world: World, by: Person, scopes: Scope[]): Promise<Person> {
  const { token } = await by.do(endpoints.createToken, { body: { name: unique('token'), scopes } })
  return person(world, by.email, { access: token, membership: by.membership, organization: by.organization })
}

/** A bot with its token. */
export async function aBot(world: World, by: Person, teamIds: string[] = [], role: Role = 'employee'): Promise<Person> {
  const { membership, token } = await by.do(endpoints.createBot, { body: { name: unique('bot'), role, teamIds } })
  return person(world, '', { access: token, membership, organization: by.organization })
}

export async function aTeam(by: Person, memberIds: string[] = []): Promise<Team> {
  return by.do(endpoints.createTeam, { body: { name: unique('Team'), memberIds } })
}

export async function aProject(by: Person, teamId: string, name = unique('Project')): Promise<Project> {
  return by.do(endpoints.createProject, { body: { name, teamId } })
}

export async function aTask(by: Person, projectId: string, title = unique('Task')): Promise<Task> {
  return by.do(endpoints.createTask, { body: { projectId, title } })
}

/** An admin, a team with a project, a manager who runs it and an employee who belongs to it, and an outsider of another organization. */
export async function aCompany(world: World) {
  const admin = await anAdmin(world)
  const manager = await aMember(world, admin, 'manager', [], 'Mira')
  const team = await aTeam(manager)
  const employee = await aMember(world, admin, 'employee', [team.id], 'Tove')
  const project = await aProject(manager, team.id)
  const board = await manager.do(endpoints.readBoard, { params: { projectId: project.id } })
  return { admin, manager, employee, team, project, statuses: board.statuses }
}
