// What the collection does with an answer: its status is checked, and what later requests need is kept in variables.
import type { Endpoint } from '../../../shared/endpoint.ts'

/** Where the answer of an operation has what a variable is to hold. */
const KEPT: Record<string, Record<string, string>> = {
  register: { token: 'access', memberId: 'membership.id', organizationId: 'organization.id' },
  login: { token: 'access', memberId: 'membership.id' },
  readBoard: { statusId: 'statuses.at(-1).id' },
  createCustomField: { fieldId: 'id' },
  createChecklistItem: { itemId: 'id' },
  createTaskLink: { linkId: 'id' },
  createTimeEntry: { entryId: 'id' },
  createBot: { memberId: 'membership.id' },
}

/** Lines of JavaScript for the sandbox of such programs, where `pm` is. */
export function scriptOf({ id, status, response }: Endpoint): string[] {
  const kept = Object.entries(KEPT[id] ?? (response && status === 201 ? keptOfNew(id) : {}))
  return [
    `pm.test('is answered with ${status}', () => pm.response.to.have.status(${status}))`,
    ...(kept.length > 0 ? [`const answer = pm.response.code === ${status} ? pm.response.json() : null`] : []),
    ...kept.map(([name, place]) => `if (answer) pm.collectionVariables.set('${name}', answer.${place})`),
  ]
}

/** `createTask` gives the next `{{taskId}}`. */
function keptOfNew(operation: string): Record<string, string> {
  const noun = /^create([A-Z]\w*)$/.exec(operation)?.[1]
  return noun ? { [`${noun[0]!.toLowerCase()}${noun.slice(1)}Id`]: 'id' } : {}
}
