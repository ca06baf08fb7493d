// Ctrl Z for what the panel of a task changes besides its fields: the server takes back the request that told it, and refuses where another changed the same since.
import { teamStream } from '../../../shared/streams.ts'
import type { Change, Outcome } from '../../lib/outbox.svelte.ts'
import { toasts } from '../../ui/index.ts'
import { requestAt } from '../activity/done-here.ts'
import { undoRequest } from '../activity/undo-sentence.ts'
import type { StoreContext } from '../stores.ts'
import { inTurn, isTurning } from './undo-turns.ts'
import { t } from './words.ts'

type Context = Pick<StoreContext, 'api' | 'outbox' | 'connection'>
type Ended = Promise<{ ok: boolean }>

/** Makes one change, which goes into the outbox at once, and remembers the way back and forth. `isQuiet`: it is seen where it was made, so nothing is shown. */
export function doAndRemember(context: Context, teamId: string, text: string, make: () => Promise<Outcome>, isQuiet = true): void {
  const done = make()
  follow(context, { teamId, text, isQuiet }, done, context.outbox.changes.at(-1))
}

interface Deed { teamId: string; text: string; isQuiet: boolean }

function follow(context: Context, deed: Deed, done: Promise<Outcome>, made: Change | undefined): void {
  const { api, outbox, connection } = context
  const madeAt = Date.now()
  const key = made?.key ?? ''
  let calledOff: Change | undefined
  /** The request that was made last: the change, what took it back, what brought it again. */
  let last = async (): Promise<string | null> => {
    const outcome = await done
    // What was so already left no event.
    return outcome.ok && outcome.reaches > 0 ? requestAt(api, { stream: teamStream(deed.teamId), offset: outcome.reaches }) : null
  }
  const flip = (): Ended => {
    const before = last
    const next = inTurn(api, () => undoRequest({ api }, before()))
    last = () => next
    return next.then((request) => ({ ok: request !== null }))
  }

  /** What cannot have reached the server needs no network to be taken back. */
  const mayCallOff = () => {
    const wasOfflineSince = connection.state === 'offline' && connection.since <= madeAt
    return connection.state !== 'live' && !isTurning(api) && outbox.waiting.some((own) => own.key === key) && (wasOfflineSince || !outbox.isSending(key))
  }
  const canTurn = () => {
    const can = connection.state !== 'offline' || calledOff !== undefined || mayCallOff()
    if (!can) toasts.show({ text: t('undo.offline') })
    return can
  }
  const undo = (): Ended => {
    calledOff = mayCallOff() ? made : undefined
    if (!calledOff) return flip()
    outbox.discard(key)
    return done.then(() => ({ ok: true }))
  }
  /** What was called off comes again as it was, under its key and ids: once, should the server have it after all. */
  const redo = () => {
    if (!calledOff) return remember(flip())
    const { late: _, reaches: __, at: ___, ...same } = calledOff
    follow(context, deed, outbox.add(same), outbox.changes.at(-1))
  }
  /** It is forgotten, for undo and redo, as soon as the deed, or what took it back, was refused. */
  const remember = (made: Ended) => {
    const refused = Promise.withResolvers<{ ok: false }>()
    const watch = (turn: Ended) => void turn.then(({ ok }) => ok || calledOff || refused.resolve({ ok: false }))
    watch(made)
    toasts.show({ text: deed.text, isQuiet: deed.isQuiet, canTurn, undo: () => watch(undo()), redo, done: refused.promise })
  }
  remember(done)
}
