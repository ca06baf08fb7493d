// Says what one just did by a request of its own, with the way back: its events are found where the answer says that they end.
import type { StreamEvent } from '../../../shared/streams.ts'
import { whyNever } from '../../../shared/features/undo-types.ts'
import type { Answer } from '../../lib/api.ts'
import { failureWords } from '../../shell/failure-words.ts'
import { toasts } from '../../ui/index.ts'
import type { StoreContext } from '../stores.ts'
import { takeBack } from './undo-sentence.ts'

export type Place = { stream: string; offset: number }

/** The way back is left out where neither a team nor the organization heard of it. */
export function sayDone({ api }: Pick<StoreContext, 'api'>, text: string, { offsets }: Pick<Answer<unknown>, 'offsets'>): void {
  const [place] = placesOf({ offsets })
  toasts.show({ text, ...(place && { undo: () => void takeBackAt({ api }, place) }) })
}

/** The same of a deletion that cannot be taken back where tasks lost something by it: its event says so. */
export async function sayDeleted({ api }: Pick<StoreContext, 'api'>, text: string, answer: Pick<Answer<unknown>, 'offsets'>): Promise<void> {
  const [place] = placesOf(answer)
  const event = place && await eventAt(api, place).catch(() => undefined)
  if (event && whyNever(event) === null) sayDone({ api }, text, answer)
  else toasts.show({ text })
}

/** The correlation id of the request whose event is there. */
export async function requestAt(api: StoreContext['api'], place: Place): Promise<string> {
  return (await eventAt(api, place)).correlationId
}

async function eventAt(api: StoreContext['api'], { stream, offset }: Place): Promise<StreamEvent> {
  const { data } = await api.call('listStreamEvents', { params: { stream: stream as never }, query: { after: offset - 1, limit: 1 } })
  return data.items[0]!
}

const placesOf = ({ offsets }: Pick<Answer<unknown>, 'offsets'>): Place[] =>
  Object.entries(offsets).map(([stream, offset]) => ({ stream, offset })).filter(({ stream }) => /^(team|organization):/.test(stream))

/** Takes back all that the request did whose events end at this place of a team's stream. */
export async function takeBackAt({ api }: Pick<StoreContext, 'api'>, place: Place): Promise<void> {
  try {
    await takeBack({ api }, { body: { correlationId: await requestAt(api, place) }, count: 1 })
  } catch (error) {
    toasts.error(failureWords(error))
  }
}
