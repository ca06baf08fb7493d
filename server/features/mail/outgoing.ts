// How letters and links leave.
import type { Config } from '../../config.ts'

/** The origin of the addresses in them, and whether mail is sent at all. */
export interface Outgoing { origin: string; mail: boolean }

/** The settings that say it. */
export type OutgoingSettings = Pick<Config, 'PUBLIC_URL' | 'PORT' | 'SMTP_URL'>

export function outgoingOf({ PUBLIC_URL, PORT, SMTP_URL }: OutgoingSettings): Outgoing {
  return { origin: (PUBLIC_URL ?? `http://localhost:${PORT}`).replace(/\/+$/, ''), mail: SMTP_URL !== undefined }
}
