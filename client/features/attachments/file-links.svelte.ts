// Addresses of a place's files, asked for when they are first drawn and anew when they have expired.
import type { FileLinks as Answer } from '../../../shared/features/attachments.ts'
import type { Api } from '../../lib/api.ts'
import type { FilePlace } from './file-place.ts'
import { askLinks } from './place-requests.ts'

export type Links = Answer['items'][number]

/** An address that opens is not begun with when it ends this soon. */
const MARGIN_MS = 20_000

export class FileLinks {
  #links = $state.raw<ReadonlyMap<string, Links>>(new Map())
  #expiresAt = 0
  #coming: Promise<void> | undefined
  readonly #api: Api
  readonly #place: FilePlace

  constructor(api: Api, place: FilePlace) {
    this.#api = api
    this.#place = place
  }

  /** Those of an attachment, if they are known; they may have expired. */
  of(attachmentId: string): Links | undefined {
    return this.#links.get(attachmentId)
  }

  /** Asks unless all of these are known. */
  async know(attachmentIds: readonly string[]): Promise<void> {
    if (attachmentIds.some((id) => !this.#links.has(id))) await this.#ask()
  }

  /** Those of an attachment, good to be opened now; undefined when they cannot be had. */
  async fresh(attachmentId: string): Promise<Links | undefined> {
    if (!this.#links.has(attachmentId) || this.#expiresAt < Date.now() + MARGIN_MS) await this.#ask()
    return this.#expiresAt < Date.now() ? undefined : this.#links.get(attachmentId)
  }

  /** Another address for each: one of them opened nothing. */
  async renew(): Promise<void> {
    this.#expiresAt = 0
    await this.#ask()
  }

  #ask(): Promise<void> {
    return (this.#coming ??= this.#fetch().catch(() => undefined).finally(() => (this.#coming = undefined)))
  }

  async #fetch(): Promise<void> {
    const asked = Date.now()
    const { items, expiresAt } = await askLinks(this.#api, this.#place)
    // Those that are drawn keep their address: another one would load the same picture again.
    const isOld = this.#expiresAt < asked + MARGIN_MS
    this.#links = new Map(items.map((item) => [item.attachmentId, (!isOld && this.#links.get(item.attachmentId)) || item]))
    this.#expiresAt = isOld ? Date.parse(expiresAt) : this.#expiresAt
  }
}
