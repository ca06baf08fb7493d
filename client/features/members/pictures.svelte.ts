// Pictures of members: fetched with one's token when first shown, kept in memory until the session ends.
import { SvelteMap } from 'svelte/reactivity'
import type { Api } from '../../lib/api.ts'
import type { Member } from '../../../shared/features/members.ts'

export class Pictures {
  /** By member and hash: the address of a blob, or null while it comes and when it cannot be had. */
  readonly #addresses = new SvelteMap<string, string | null>()
  readonly #aborted = new AbortController()
  readonly #api: Api

  constructor(api: Api) {
    this.#api = api
  }

  /** An address to draw, or null. A new picture is fetched as soon as somebody asks for it. */
  of(member: Member | undefined): string | null {
    if (!member?.picture) return null
    const key = `${member.id} ${member.picture}`
    const known = this.#addresses.get(key)
    // Not while something is being drawn: that must not change what it reads.
    if (known === undefined) queueMicrotask(() => void this.#fetch(key, member.id, member.picture!))
    return known ?? null
  }

  close(): void {
    this.#aborted.abort()
    for (const address of this.#addresses.values()) if (address) URL.revokeObjectURL(address)
    this.#addresses.clear()
  }

  async #fetch(key: string, memberId: string, hash: string): Promise<void> {
    const { signal } = this.#aborted
    if (this.#addresses.has(key) || signal.aborted) return
    this.#addresses.set(key, null)
    const input = { params: { memberId }, query: { v: hash }, signal }
    const answer = await this.#api.call('readMemberPicture', input).catch(() => null)
    if (answer && !signal.aborted) this.#addresses.set(key, URL.createObjectURL(answer.data))
  }
}
