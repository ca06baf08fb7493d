// How a kind of event is described: its type, its stream, its data.
import { z } from 'zod'
import type { StreamKind } from './streams.ts'

export interface EventDescription<T extends string = string, D extends z.ZodType = z.ZodType> {
  type: T
  /** Streams that may carry it. */
  streams: readonly StreamKind[]
  /** Raised when the data change in a way that an older client cannot read. */
  schema: number
  summary: string
  data: D
  /** The membership that may have lost the right to read this stream by this event (RT19). */
  revokes?: (data: z.output<D>) => string | 'everybody' | null
}

/** Describes a kind of event. The description is what server, client, AsyncAPI and tests read. */
export function event<const T extends string, D extends z.ZodType>(description: EventDescription<T, D>) {
  return description
}

/** `changes: {field: [before, after]}` with the given fields, each optional. */
export function changesOf<S extends z.ZodRawShape>(shape: S) {
  const pairs: Record<string, z.ZodType> = {}
  for (const [field, schema] of Object.entries(shape)) {
    pairs[field] = z.tuple([schema as z.ZodType, schema as z.ZodType]).optional()
  }
  return z.strictObject(pairs) as unknown as z.ZodType<{ [K in keyof S]?: [z.output<S[K]>, z.output<S[K]>] }>
}

export type EventData<E extends EventDescription> = z.output<E['data']>
