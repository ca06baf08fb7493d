// What every store needs of the signed-in client.
import type { ApiError } from '../lib/api-error.ts'
import type { Api } from '../lib/api.ts'
import type { Copies } from '../lib/copies.ts'
import type { Connection } from '../lib/connection.svelte.ts'
import type { Outbox } from '../lib/outbox.svelte.ts'
import type { Session } from '../lib/session.svelte.ts'
import type { Streams } from '../lib/stream.svelte.ts'

export interface StoreContext { api: Api; session: Session; streams: Streams; outbox: Outbox; connection: Connection; copies?: Copies }

/** `loading`: nothing to show yet; `gone`: not found or no longer readable; `failed`: the server could not answer. */
export type StoreStatus = 'loading' | 'ready' | 'gone' | 'failed'

/** What a store is after a final refusal. */
export const statusAfter = ({ status }: ApiError): 'gone' | 'failed' => (status < 500 ? 'gone' : 'failed')
