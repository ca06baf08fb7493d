// Every message of a client comes through here: known, within its rate, of the right shape, and whatever goes wrong is answered.
import { randomUUIDv7 } from 'node:crypto'
import type { z } from 'zod'
import { clientMessages, type AnswerOf, type ClientMessage } from '../../shared/socket.ts'
import type { Logger } from '../kernel/logger.ts'
import type { Connection } from './connection.ts'
import type { Counters } from './counters.ts'
import { failure, type Failure } from './failure.ts'

type Payload<M extends ClientMessage> = z.output<(typeof clientMessages)[M]['payload']>
type Success<M extends ClientMessage> = Omit<Extract<AnswerOf<M>, { ok: true }>, 'ok'>
/** `begin` runs in the turn in which the answer was given, after it. */
interface Handled<M extends ClientMessage> { answer: Success<M>; begin?: () => void }
export type Handlers = { [M in ClientMessage]: (connection: Connection, payload: Payload<M>) => Promise<Handled<M>> }

export interface MessageContext { handlers: Handlers; limits: boolean; counters: Counters; logger: Logger }

type Acknowledge = (answer: unknown) => void

const MAX_UNKNOWN = 5
/** Whoever goes on so long above the rate is no client of ours. */
const MAX_LIMITED = 600

/** Listens to a socket. No message can make this throw. */
export function listen(connection: Connection, context: MessageContext): void {
  let [unknown, limited] = [0, 0]
  connection.socket.onAny((name: unknown, ...given: unknown[]) => {
    const last = given.at(-1)
    const acknowledge: Acknowledge = typeof last === 'function' ? (answer) => { last(answer) } : () => {}
    if (context.limits && !connection.bucket.take()) {
      context.counters.limitedMessages += 1
      limited += 1
      refuse(acknowledge, { code: 'rate_limited', detail: 'Too many messages: 20 a second, 60 at once.' })
      if (limited >= MAX_LIMITED) connection.close()
    } else if (isKnown(name)) {
      void receive(connection, name, given[0], acknowledge, context)
    } else {
      context.counters.unknownMessages += 1
      unknown += 1
      refuse(acknowledge, { code: 'bad_request', detail: 'There is no such message.' })
      if (unknown >= MAX_UNKNOWN) connection.close()
    }
  })
}

const isKnown = (name: unknown): name is ClientMessage => typeof name === 'string' && Object.hasOwn(clientMessages, name)
const refuse = (acknowledge: Acknowledge, error: Failure) => acknowledge({ ok: false, error })

async function receive<M extends ClientMessage>(
  connection: Connection, name: M, given: unknown, acknowledge: Acknowledge, context: MessageContext,
): Promise<void> {
  const traceId = randomUUIDv7()
  try {
    const parsed = clientMessages[name].payload.safeParse(given)
    if (!parsed.success) {
      context.counters.invalidMessages += 1
      const [issue] = parsed.error.issues
      return refuse(acknowledge, { code: 'validation_failed', detail: `/${issue?.path.join('/') ?? ''}: ${issue?.message ?? 'invalid'}` })
    }
    const { answer, begin } = await context.handlers[name](connection, parsed.data as Payload<M>)
    acknowledge({ ok: true, ...answer })
    begin?.()
  } catch (error) {
    context.counters.messageErrors += 1
    refuse(acknowledge, failure(error, traceId, context.logger))
  }
}
