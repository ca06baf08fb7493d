// What is taken back by requests of its own is asked for one after the other: what is older may hang on what is newer.
import type { Api } from '../../lib/api.ts'

const turns = new WeakMap<Api, Promise<unknown>>()

/** Asks when all that was asked before has its answer, whatever that is. */
export function inTurn<T>(api: Api, ask: () => Promise<T>): Promise<T> {
  const turn = (turns.get(api) ?? Promise.resolve()).then(ask, ask)
  const ended = () => void (turns.get(api) === turn && turns.delete(api))
  turns.set(api, turn)
  void turn.then(ended, ended)
  return turn
}

/** Whether something waits for its answer. */
export const isTurning = (api: Api): boolean => turns.has(api)
