// Every message of the socket with another's ids in each place: what must be answered as for ids that nobody has.
import { clientMessages, type ClientMessage } from '../../shared/socket.ts'
import type { Client } from '../realtime/support/client.ts'
import type { Company } from './company.ts'
import { placesOfSchema, unknownLike } from './places.ts'

export interface Stranger { name: string; token: string | null; own: Company; foreign: boolean }
type Payload = Record<string, unknown>

/** A good payload of each message for a company. A new message fails here until it has one. */
const payloads: Record<ClientMessage, (company: Company) => Payload[]> = {
  'stream:subscribe': (company) => [company.stream, company.organizationStream, company.adminInbox].map((stream) =>
    ({ stream, after: 0, epoch: company.epoch })),
  'stream:unsubscribe': ({ stream }) => [{ stream }],
  'auth:renew': ({ admin }) => [{ token: admin.token }],
  'presence:update': ({ team, project, task }) => [{ teamId: team.id, projectId: project.id, taskId: task.id }],
  typing: ({ team, task }) => [{ teamId: team.id, taskId: task.id, typing: true }],
}

const withoutConnections = (answer: unknown) => JSON.stringify(answer).replaceAll(/"connectionId":"[^"]+"/g, '"connectionId":"…"')

/** Tries each place of each message; gives what told a difference. */
export async function trySocket(client: Client, stranger: Stranger, victim: Company, tried: Set<string>): Promise<string[]> {
  const faults: string[] = []
  for (const message of Object.keys(clientMessages) as ClientMessage[]) {
    for (const { place, foreign, unknown } of trials(message, stranger, victim)) {
      tried.add(`${message} ${place}`)
      const [theirs, nobodys] = [await client.askAnything(message, foreign), await client.askAnything(message, unknown)]
      const same = withoutConnections(theirs).replaceAll(String(foreign[place]), '') === withoutConnections(nobodys).replaceAll(String(unknown[place]), '')
      if (!same) faults.push(`${stranger.name}, ${message}, ${place}: ${JSON.stringify(theirs)} / ${JSON.stringify(nobodys)}`)
    }
  }
  return faults
}

interface Trial { place: string; foreign: Payload; unknown: Payload }

function trials(message: ClientMessage, { own: theirOwn, foreign: isForeign }: Stranger, victim: Company): Trial[] {
  const [mine, theirs] = [payloads[message](theirOwn), payloads[message](victim)]
  return mine.flatMap((payload, index) => idPlaces(message)
    .filter((place) => isForeign || !String(theirs[index]![place]).startsWith('organization:'))
    .map((place) => ({
      place, foreign: { ...payload, [place]: theirs[index]![place] }, unknown: { ...payload, [place]: unknownLike(String(theirs[index]![place])) },
    })))
}

/** Tokens are credentials, not ids: they have a test of their own below. */
const idPlaces = (message: ClientMessage) => [...placesOfSchema(clientMessages[message].payload)].filter((place) => place !== 'token')
/** The places of all messages that take an id. */
export const registered = () => (Object.keys(clientMessages) as ClientMessage[]).flatMap((message) => idPlaces(message).map((place) => `${message} ${place}`)).sort()
