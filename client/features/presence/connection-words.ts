// The state of the connection in words. Only what is not simply live is tinted.
import type { ConnectionState } from '../../lib/connection.svelte.ts'
import { t } from './words.ts'

export interface ConnectionWords { text: string; tone: 'plain' | 'warning' | 'danger' }

/** "Live", "Catching up, 42 to go", "Offline, 3 changes wait". */
export function connectionWords(state: ConnectionState, toGo: number, waiting: number, presenceOff = false): ConnectionWords {
  const count = waiting
  if (state === 'live') {
    if (count > 0) return { text: t('live.waiting', { count }), tone: 'warning' }
    return presenceOff ? { text: t('live.withoutPresence'), tone: 'warning' } : { text: t('live'), tone: 'plain' }
  }
  if (state === 'connecting') return { text: count > 0 ? t('connecting.waiting', { count }) : t('connecting'), tone: 'warning' }
  if (state === 'catching-up') return { text: toGo > 0 ? t('catchingUp.toGo', { count: toGo }) : t('catchingUp'), tone: 'warning' }
  return { text: count > 0 ? t('offline.waiting', { count }) : t('offline'), tone: 'danger' }
}
