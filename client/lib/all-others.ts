// The reason why events of all kinds change nothing: for a reducer that names those that do.
import type { EventName } from './contract.data.ts'
import { eventKinds } from './reducer.ts'

/** `applyEvent` opens these itself. */
type Opened = 'batchApplied' | 'taskPartMoved'

export const allOthers = (reason: string) => Object.fromEntries([...eventKinds.values()]
  .filter(({ name }) => name !== 'batchApplied' && name !== 'taskPartMoved').map(({ name }) => [name, reason])) as Record<Exclude<EventName, Opened>, string>
