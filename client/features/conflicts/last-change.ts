// Who changed a field of a task last, as its events tell.
import type { StreamEvent } from '../../../shared/streams.ts'
import type { Stores } from '../../client.svelte.ts'

export interface LastChange { name: string; at: string }

/** Null when no recent event tells, or nobody answers. */
export async function lastChange(stores: Stores, taskId: string, fields: readonly string[]): Promise<LastChange | null> {
  try {
    const { data } = await stores.api.call('listTaskActivity', { params: { taskId }, query: { limit: 50 }, once: true })
    const event = data.items.find((item) => changesAny(item, fields))
    return event ? { name: event.actor.name, at: event.at } : null
  } catch {
    return null
  }
}

function changesAny({ data }: StreamEvent, fields: readonly string[]): boolean {
  const parts = (data.events as { data: { changes?: object } }[] | undefined)?.map((part) => part.data) ?? [data as { changes?: object }]
  return parts.some(({ changes }) => changes !== undefined && fields.some((field) => field in changes))
}
