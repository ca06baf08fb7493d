// One's reminders as a snapshot for verifyAction, by the client's own reducer.
import { reduceAll, type RemindersState } from '../../../client/features/reminders/reminders.reducer.ts'
import { endpoints } from '../../../shared/index.ts'
import { inboxStream } from '../../../shared/streams.ts'
import type { Person } from '../../support/factories.ts'
import type { Snapshot } from '../../support/verify-action.ts'

async function fetchReminders(person: Person): Promise<RemindersState> {
  const overview = await person.do(endpoints.readOverview)
  const position = overview.streams.find(({ stream }) => stream === inboxStream(person.membership.id))!
  return { position, taskId: null, items: (await person.do(endpoints.listReminders, { query: { limit: 200 } })).items }
}

const snapshot: Snapshot<RemindersState> = {
  name: 'reminders', fetch: fetchReminders,
  positions: ({ position }) => [position],
  apply: (state, events) => reduceAll(state, events),
  normal: ({ position, items }) => ({ offset: position.offset, items }),
}
export const remindersOf = snapshot as unknown as Snapshot<never>
