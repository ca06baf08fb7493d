// Which long texts an event changed: told before and after, a very long one by a reference. Pure.
import { isTextReference, type StreamEvent, type TextReference } from '../../../shared/streams.ts'

const FIELDS = ['description', 'scope', 'objectives', 'healthNote'] as const
export type TextField = (typeof FIELDS)[number]
type Held = string | TextReference

export interface TextChange { id: string; stream: string; field: TextField; before: Held; after: Held }

/** Of tasks and projects, the newest first; `newestFirst` as sentences hold them. */
export function textChangesOf(newestFirst: readonly StreamEvent[]): TextChange[] {
  return newestFirst.flatMap(({ id, stream, type, data }) => {
    const inner = type === 'batch.applied' ? (data.events as Pick<StreamEvent, 'type' | 'data'>[]).toReversed() : [{ type, data }]
    return inner.flatMap((told, index) => changesOf(told).map(({ field, before, after }) => ({ id: `${id} ${index} ${field}`, stream, field, before, after })))
  })
}

function changesOf({ type, data }: Pick<StreamEvent, 'type' | 'data'>): Pick<TextChange, 'field' | 'before' | 'after'>[] {
  if (type !== 'task.updated' && type !== 'project.updated') return []
  const changes = data.changes as Partial<Record<string, [Held, Held]>>
  return FIELDS.flatMap((field) => {
    const pair = changes[field]
    return pair ? [{ field, before: pair[0], after: pair[1] }] : []
  })
}

/** The text itself; `read` fetches one that left its event. */
export async function textOf(held: Held, read: (textId: string) => Promise<string>): Promise<string> {
  return isTextReference(held) ? read(held.$text) : held
}
