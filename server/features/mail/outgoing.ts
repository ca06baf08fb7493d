// How letters and links leave.
import type { Config } from '../../config.ts'

/** The origin of the addresses in them, and whether mail is sent at all. */
export interface Outgoing { origin: string; mail: boolean }

export function outgoingOf({ PUBLIC_URL, PORT, SMTP_URL }: Pick<Config, 'PUBLIC_URL' | 'PORT' | 'SMTP_URL'>): Outgoing {
  return { origin: (PUBLIC_URL ?? `http://localhost:${PORT}`).replace(/\/+$/, ''), mail: SMTP_URL !== undefined }
}
