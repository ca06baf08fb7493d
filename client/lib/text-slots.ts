// Long texts that an event only refers to: which place of the state waits for which text.
import { isTextReference } from '../../shared/streams.ts'
import type { Draft } from './reducer.ts'

/** Text id by place (`comment:<id>`, `task:<id>`): a newer text for the same place replaces the older wait. */
export type TextSlots = ReadonlyMap<string, string>

/** The text itself, or undefined when it must be fetched first: then the place waits for it and an effect asks. */
export function textFor(
  draft: Draft & { awaited: Map<string, string> }, place: string, value: unknown, stream: string,
): string | undefined {
  if (!isTextReference(value)) {
    draft.awaited.delete(place)
    return value as string
  }
  draft.awaited.set(place, value.$text)
  draft.effects.push({ kind: 'fetchText', stream, textId: value.$text })
  return undefined
}

/** The place that waits for this text; null when a newer one has replaced it. */
export function placeOf(slots: TextSlots, textId: string): { kind: string; id: string } | null {
  for (const [place, awaited] of slots) {
    if (awaited !== textId) continue
    const [kind, id] = place.split(':') as [string, string]
    return { kind, id }
  }
  return null
}
