// What the browser needs of the contract at run time. Runs while building (client/build/data-modules.ts): the schemas stay behind.
import type { Endpoint } from '../../shared/endpoint.ts'
import { endpoints, events } from '../../shared/index.ts'
import { nameOfType } from './name-of-type.ts'

export type EndpointName = keyof typeof endpoints
export type EventName = keyof typeof events

/** How to ask for something, in words: method, path, and what is special of it. As text it is a third shorter than as objects. */
export const routes = Object.fromEntries(Object.entries<Endpoint>(endpoints).map(([name, endpoint]) => [name, lineOf(endpoint)])) as
  Record<EndpointName, string>

function lineOf({ method, path, access, transaction, rawBody, binaryBody, streamBody, file }: Endpoint): string {
  const special = {
    public: access === 'public', keyless: method !== 'GET' && (access !== 'member' || transaction === 'own'),
    json: rawBody, bytes: binaryBody ?? streamBody, file,
  }
  return [method, path, ...Object.entries(special).flatMap(([word, is]) => (is ? [word] : []))].join(' ')
}

/** Kinds of events, in words: type, the newest schema that this client can read, and its name where the type does not tell it. */
export const kinds: string = Object.entries(events).map(([name, { type, schema }]) =>
  [type, ...(schema === 1 && name === nameOfType(type) ? [] : [schema]), ...(name === nameOfType(type) ? [] : [name])].join(' ')).join()
