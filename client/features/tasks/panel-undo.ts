// Ctrl Z for what the panel of a task changes besides its fields: the server takes back the request that told it, and refuses where another changed the same since.
import { teamStream } from '../../../shared/streams.ts'
import type { Outcome } from '../../lib/outbox.svelte.ts'
import { toasts } from '../../ui/index.ts'
import { requestAt } from '../activity/done-here.ts'
import { undoRequest } from '../activity/undo-sentence.ts'
import type { StoreContext } from '../stores.ts'

type Context = Pick<StoreContext, 'api' | 'outbox' | 'connection'>

/** Makes one change, which goes into the outbox at once, and remembers the way back and forth; it is seen where it was made, so nothing is shown. */
export function doAndRemember(context: Context, teamId: string, text: string, make: () => Promise<Outcome>): void {
  const { api, outbox, connection } = context
  const done = make()
  const key = outbox.changes.at(-1)?.key ?? ''
  let isDiscarded = false
  /** The request that was made last: the change, what took it back, what brought it again. */
  let last = async (): Promise<string | null> => {
    const outcome = await done
    return outcome.ok ? requestAt(api, { stream: teamStream(teamId), offset: outcome.reaches }) : null
  }
  const flip = () => {
    const next = undoRequest({ api }, last())
    last = () => next
  }
  const undo = () => {
    isDiscarded = connection.state !== 'live' && outbox.waiting.some((own) => own.key === key)
    if (isDiscarded) outbox.discard(key)
    else flip()
  }
  const redo = () => {
    if (isDiscarded) return doAndRemember(context, teamId, text, make)
    flip()
    toasts.show({ text, isQuiet: true, undo, redo })
  }
  // What was called off before it was sent can be done again.
  toasts.show({ text, isQuiet: true, undo, redo, done: done.then(({ ok }) => ({ ok: ok || isDiscarded })) })
}
