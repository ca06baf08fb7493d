// The AsyncAPI 3.1 document of the socket, derived from shared/: every message, its answer, and every kind of event.
import { z } from 'zod'
import { events } from '../../shared/index.ts'
import { clientMessages, serverMessages } from '../../shared/socket.ts'
import { streamEvent } from '../../shared/streams.ts'

type Io = 'input' | 'output'
const schemaOf = (schema: z.ZodType, io: Io) => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-7' })
  return rest
}
const reference = (path: string) => ({ $ref: `#/${path}` })
/** Message names hold characters that a component's name may not. */
const key = (name: string) => name.replaceAll(/[:.]/g, '_')
const eventMessage = (type: string) => `stream_event.${key(type)}`

/** Describes what goes over the socket in both directions. Programs that speak Socket.IO can be written from it. */
export function asyncapi(): object {
  const messages = { ...messagesFromClients(), ...messagesFromServer(), ...messagesOfEvents() }
  return {
    asyncapi: '3.1.0',
    info: {
      title: 'Lockstep live', version: '1',
      description: 'Socket.IO 4 at `/socket.io`. The access token goes into `auth: {token}` of the handshake. Each message of a client is ' +
        'acknowledged with `{ok: true, ...}` or `{ok: false, error: {code, detail}}`.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    servers: { here: { host: '{host}', protocol: 'socket.io', pathname: '/socket.io', variables: { host: { default: 'localhost:3000' } } } },
    channels: {
      socket: {
        address: '/socket.io', description: 'The one namespace `/`.', servers: [reference('servers/here')],
        messages: Object.fromEntries(Object.keys(messages).map((name) => [name, reference(`components/messages/${name}`)])),
      },
    },
    operations: { ...operationsOfClients(), ...operationsOfServer() },
    components: { messages, securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', description: 'In `auth.token` of the handshake' } } },
  }
}

function messagesFromClients() {
  return Object.fromEntries(Object.entries(clientMessages).flatMap(([name, { summary, payload, answer }]) => [
    [`client.${key(name)}`, { name, title: name, summary, payload: schemaOf(payload, 'input') }],
    [`answer.${key(name)}`, { name, title: `Answer to ${name}`, payload: schemaOf(answer, 'output') }],
  ]))
}

function messagesFromServer() {
  return Object.fromEntries(Object.entries(serverMessages).map(([name, { summary, payload }]) =>
    [`server.${key(name)}`, { name, title: name, summary, payload: schemaOf(payload, 'output') }]))
}

/** `stream:event` once for each kind of event, with its data. */
function messagesOfEvents() {
  return Object.fromEntries(Object.values(events).map(({ type, summary, streams, schema, data }) => {
    const whole = streamEvent.extend({ type: z.literal(type), schema: z.literal(schema), data: data as unknown as z.ZodType })
    const payload = schemaOf(whole, 'output')
    return [eventMessage(type), { name: 'stream:event', title: type, summary, payload, 'x-streams': streams }]
  }))
}

const channel = reference('channels/socket')
const message = (name: string) => reference(`channels/socket/messages/${name}`)

function operationsOfClients() {
  return Object.fromEntries(Object.entries(clientMessages).map(([name, { summary }]) => [`receive_${key(name)}`, {
    action: 'receive', channel, summary, messages: [message(`client.${key(name)}`)], reply: { channel, messages: [message(`answer.${key(name)}`)] },
  }]))
}

function operationsOfServer() {
  return Object.fromEntries(Object.entries(serverMessages).map(([name, { summary }]) => {
    const kinds = name === 'stream:event' ? Object.values(events).map(({ type }) => eventMessage(type)) : []
    return [`send_${key(name)}`, { action: 'send', channel, summary, messages: [`server.${key(name)}`, ...kinds].map(message) }]
  }))
}
