// Two people of one team and a board as large as asked, all made through the API.
import { endpoints } from '../../shared/index.ts'
import type { Endpoint, ResponseOf } from '../../shared/endpoint.ts'
import type { Status } from '../../shared/features/workflow.ts'
import { call, type CallOptions } from '../../tests/support/http.ts'
import type { Product } from './product.ts'

export const PASSWORD = 'four unrelated words'

export interface Account {
  readonly email: string
  readonly membershipId: string
  readonly organizationId: string
  readonly token: string
  do<const E extends Endpoint>(endpoint: E, options?: CallOptions<E>): Promise<ResponseOf<E>>
}
export interface Company { readonly ada: Account; readonly mira: Account; readonly teamId: string }
export interface SeededBoard { readonly projectId: string; readonly statuses: readonly Status[]; readonly taskIds: readonly string[] }

export async function aCompany({ url }: Pick<Product, 'url'>): Promise<Company> {
  const signed = await succeeded(endpoints.register, call(url, null, endpoints.register, {
    body: { email: 'ada@example.com', password: PASSWORD, name: 'Ada Marsh', organizationName: 'Measured' },
  }))
  const ada = account(url, 'ada@example.com', signed)
  const { id: teamId } = await ada.do(endpoints.createTeam, { body: { name: 'Web' } })
  const { token } = await ada.do(endpoints.createInvitation, { body: { email: 'mira@example.com', role: 'admin', teamIds: [teamId] } })
  const joined = await succeeded(endpoints.acceptInvitation, call(url, null, endpoints.acceptInvitation, {
    body: { token, name: 'Mira Holm', password: PASSWORD },
  }))
  return { ada, teamId, mira: account(url, 'mira@example.com', joined) }
}

function account(url: string, email: string, { access, membership, organization }: ResponseOf<typeof endpoints.register>): Account {
  return {
    email, membershipId: membership.id, organizationId: organization.id, token: access,
    do: (endpoint, options) => succeeded(endpoint, call(url, access, endpoint, options)),
  }
}

/** The same person by an API token: an access token ends after a quarter of an hour, and some watch longer. */
export async function byApiToken({ url }: Pick<Product, 'url'>, person: Account): Promise<Account> {
  const { token } = await person.do(endpoints.createToken, { body: { name: 'Measuring', scopes: ['tasks:write'] } })
  return { ...person, token, do: (endpoint, options) => succeeded(endpoint, call(url, token, endpoint, options)) }
}

async function succeeded<E extends Endpoint>(endpoint: E, asked: ReturnType<typeof call<E>>): Promise<ResponseOf<E>> {
  const answer = await asked
  if (answer.status >= 300) throw new Error(`${endpoint.id} answered ${answer.status}: ${JSON.stringify(answer.problem)}`)
  return answer.data
}

const words = ['Retry', 'webhooks', 'after', 'a', 'refund', 'failed', 'for', 'card', 'payments', 'and', 'tell', 'the', 'customer', 'in', 'their', 'language']
const levels = ['none', 'low', 'none', 'medium', 'high', 'none', 'urgent'] as const
const DAY = 86_400_000
const MOST_OPERATIONS = 5_000

/** A project whose tasks are spread over its statuses, as real ones are: labels, people, days, long and short titles. */
export async function aBoard({ ada, mira, teamId }: Company, count: number): Promise<SeededBoard> {
  const project = await ada.do(endpoints.createProject, { body: { name: `Board of ${count.toLocaleString('en')}`, teamId } })
  const { statuses } = await ada.do(endpoints.readBoard, { params: { projectId: project.id } })
  const labelIds: string[] = []
  for (const [name, color] of [['Bug', 'red'], ['Design', 'violet'], ['Docs', 'teal'], ['Payments', 'amber']] as const) {
    labelIds.push((await ada.do(endpoints.createLabel, { params: { projectId: project.id }, body: { name, color } })).id)
  }
  const people = [ada.membershipId, mira.membershipId]
  const start = Date.now()
  const operations = Array.from({ length: count }, (_, index) => ({
    op: 'create' as const, projectId: project.id, statusId: statuses[index % statuses.length]!.id,
    title: `${index + 1} ${words.slice(0, 3 + (index * 7) % 14).join(' ')}`, priority: levels[index % levels.length]!,
    assigneeIds: people.slice(0, index % 3), labelIds: labelIds.slice(0, (index * 5) % 4),
    dueAt: index % 4 === 0 ? new Date(start + ((index % 30) - 5) * DAY).toISOString() : null,
  }))
  const taskIds: string[] = []
  for (let done = 0; done < count; done += MOST_OPERATIONS) {
    const { results } = await ada.do(endpoints.bulkTasks, { body: { mode: 'atomic', operations: operations.slice(done, done + MOST_OPERATIONS) } })
    taskIds.push(...results.map(({ taskId }) => taskId!))
  }
  return { projectId: project.id, statuses, taskIds }
}
