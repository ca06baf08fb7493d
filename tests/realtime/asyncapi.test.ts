// The AsyncAPI document names exactly what goes over the socket (X62).
import { expect, it } from 'vitest'
import { events } from '../../shared/index.ts'
import { clientMessages, serverMessages } from '../../shared/socket.ts'
import { asyncapi } from '../../server/realtime/asyncapi.ts'

interface Document {
  asyncapi: string
  channels: { socket: { messages: Record<string, { $ref: string }> } }
  components: { messages: Record<string, { name: string; title: string; payload: object }> }
}

it('X62 has every message of both directions and every kind of event, and no other', () => {
  const document = JSON.parse(JSON.stringify(asyncapi())) as Document
  const messages = Object.entries(document.components.messages)
  const named = (prefix: string) => messages.filter(([key]) => key.startsWith(prefix)).map(([, { title }]) => title).sort()
  expect(document.asyncapi).toBe('3.1.0')
  expect(named('client.')).toEqual(Object.keys(clientMessages).sort())
  expect(named('answer.')).toEqual(Object.keys(clientMessages).map((name) => `Answer to ${name}`).sort())
  expect(named('server.')).toEqual(Object.keys(serverMessages).sort())
  expect(named('stream_event.')).toEqual(Object.values(events).map(({ type }) => type).sort())
  expect(Object.keys(document.channels.socket.messages).sort()).toEqual(messages.map(([key]) => key).sort())
})

it('every reference leads somewhere', () => {
  const document = JSON.parse(JSON.stringify(asyncapi())) as Record<string, unknown>
  for (const [, path] of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const target = path!.split('/').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document)
    expect(target, path).toBeDefined()
  }
})
