// Who is signed in. The access token lives in memory only; the refresh token is a cookie that scripts cannot read.
import { can, type Actor, type Permission, type Subject } from '../../shared/permissions.ts'
import type { SignedIn } from '../../shared/features/auth.ts'
import { accessToken, isFresh, renewalAt, type AccessToken } from './access-token.ts'
import { ApiError, NetworkError } from './api-error.ts'
import type { Api, CallInput, TokenSource } from './api.ts'
import { backoff } from './backoff.ts'
import { lastMember } from './last-member.ts'
import { leaving } from './leaving.ts'
import { hasSessionMark } from './session-mark.ts'
import { openTabs, type TabMessage, type Tabs } from './tabs.ts'

/** So long the server is waited for before the copies of who was here last are opened. */
const ANSWERED_WITHIN = 3_000

export type SessionStatus = 'starting' | 'signed-out' | 'signed-in'

/** Whether trying again may help: nobody answered, too busy, or broken for the moment. */
const isPassing = (error: unknown) => error instanceof NetworkError || (error instanceof ApiError && error.status >= 429)

export class Session implements TokenSource {
  status = $state<SessionStatus>('starting')
  /** Raised whenever somebody else, or nobody, is signed in: everything that was loaded belongs to the one before. */
  generation = $state(0)
  membershipId = $state<string | null>(null)
  /** Role and teams, kept by the overview; null until it is loaded. */
  actor = $state.raw<Actor | null>(null)

  /** Told when a member is signed in, and when nobody is any more. */
  onChange: (signedIn: boolean) => void = () => {}

  #api: Api | undefined
  #token: AccessToken | null = null
  #renewing: Promise<string | null> | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #tabs: Tabs

  constructor(channel?: string) {
    this.#tabs = openTabs((message) => this.#hear(message), channel)
  }

  /** The API needs the session's tokens and the session needs the API: this closes the circle. */
  use(api: Api): void {
    this.#api = api
  }

  /** Goes on with the session of the cookie, if there is one; without a network, with the copies of who was here last. */
  async start(): Promise<void> {
    if (leaving.is) return this.#leave()
    if (!hasSessionMark()) return this.#forget()
    const patience = setTimeout(() => this.#enterUnheard(), ANSWERED_WITHIN)
    for (let attempt = 1; !this.#token && this.status !== 'signed-out'; attempt++) {
      try {
        if (!(await this.renew(''))) this.#forget()
      } catch (error) {
        if (!isPassing(error)) this.#forget()
        else {
          this.#enterUnheard()
          await this.#calls.waits.wait(backoff(attempt))
        }
      }
    }
    clearTimeout(patience)
  }

  /** Nobody says whether the session still holds: what this browser kept can be read and changed meanwhile. */
  #enterUnheard(): void {
    const membershipId = lastMember.read()
    if (this.status !== 'starting' || membershipId === null) return
    this.membershipId = membershipId
    this.status = 'signed-in'
    this.onChange(true)
  }

  async signIn(body: CallInput<'login'>['body']): Promise<SignedIn> {
    return this.#enter((await this.#calls.call('login', { body })).data)
  }

  async register(body: CallInput<'register'>['body']): Promise<SignedIn> {
    return this.#enter((await this.#calls.call('register', { body })).data)
  }

  async acceptInvitation(body: CallInput<'acceptInvitation'>['body']): Promise<SignedIn> {
    return this.#enter((await this.#calls.call('acceptInvitation', { body })).data)
  }

  async switchOrganization(organizationId: string): Promise<SignedIn> {
    return this.#enter((await this.#calls.call('switchOrganization', { body: { organizationId } })).data)
  }

  /** Ends the session here, in other tabs and on the server. */
  async signOut(): Promise<void> {
    leaving.begin()
    this.#tabs.tell({ kind: 'signed-out' })
    await this.#leave()
  }

  /** Until the server knows, the cookie would sign the next person in: asked again, also after the tab was closed. */
  async #leave(): Promise<void> {
    this.#forget()
    for (let attempt = 1; leaving.is; attempt++) {
      try {
        await this.#calls.call('logout', { body: {}, once: true })
        leaving.end()
      } catch (error) {
        if (!isPassing(error)) return leaving.end()
        await this.#calls.waits.wait(backoff(attempt))
      }
    }
  }

  /** Whether the signed-in member has the permission; the server decides in the end. */
  can(permission: Permission, subject?: Subject): boolean {
    return this.actor !== null && can(this.actor, permission, subject)
  }

  /** Told by the overview: who one is and what one may. */
  identify(actor: Actor): void {
    this.membershipId = actor.membershipId
    this.actor = actor
  }

  async access(): Promise<string | null> {
    return this.atHand() ?? (this.status === 'signed-in' ? this.renew(this.#token?.text ?? '') : null)
  }

  atHand(): string | null {
    return this.#token && isFresh(this.#token) ? this.#token.text : null
  }

  /** A newer token than `refused`; one request at a time, also among tabs. */
  renew(refused: string): Promise<string | null> {
    if (this.#token && this.#token.text !== refused && isFresh(this.#token)) return Promise.resolve(this.#token.text)
    this.#renewing ??= this.#refresh(refused).finally(() => (this.#renewing = null))
    return this.#renewing
  }

  /** The server ended this session. */
  ended(): void {
    if (this.status !== 'signed-out') this.#forget()
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#tabs.close()
  }

  get #calls(): Api {
    if (!this.#api) throw new Error('Session.use(api) comes first')
    return this.#api
  }

  #refresh(refused: string): Promise<string | null> {
    const generation = this.generation
    return this.#tabs.alone('refresh', async () => {
      // Another tab may have brought a token while this one waited for its turn.
      if (this.#token && this.#token.text !== refused && isFresh(this.#token)) return this.#token.text
      try {
        const { data } = await this.#calls.call('refresh', { body: {}, once: true })
        if (generation !== this.generation) return this.#token?.text ?? null
        this.#adopt(data.access)
        this.#tabs.tell({ kind: 'token', token: data.access, membershipId: this.membershipId })
        return data.access
      } catch (error) {
        if (!(error instanceof ApiError) || (error.status !== 401 && error.status !== 403)) throw error
        this.ended()
        return null
      }
    })
  }

  #enter(answer: SignedIn): SignedIn {
    leaving.end()
    this.#restart(answer.access, answer.membership.id)
    this.#tabs.tell({ kind: 'signed-in', token: answer.access, membershipId: answer.membership.id })
    return answer
  }

  #hear(message: TabMessage): void {
    if (message.kind === 'signed-out') return this.ended()
    const sameMember = this.membershipId === null || message.membershipId === null || this.membershipId === message.membershipId
    if (message.kind === 'token' && (!sameMember || this.status === 'signed-out')) return
    if (message.kind === 'token' || (sameMember && this.status === 'signed-in')) return this.#adopt(message.token)
    this.#restart(message.token, message.membershipId)
  }

  #restart(token: string, membershipId: string): void {
    this.#forget()
    this.membershipId = membershipId
    this.#adopt(token)
  }

  #adopt(token: string): void {
    const read = accessToken(token)
    const { membershipId = this.membershipId } = read
    if (this.membershipId !== null && membershipId !== this.membershipId) return this.#restart(token, membershipId!)
    this.#token = read
    this.membershipId = membershipId
    lastMember.write(membershipId)
    const enters = this.status !== 'signed-in'
    this.status = 'signed-in'
    if (enters) this.onChange(true)
    clearTimeout(this.#timer)
    const wait = Math.max(1_000, renewalAt(this.#token) - Date.now())
    this.#timer = setTimeout(() => void this.renew(token).catch(() => undefined), wait)
  }

  #forget(): void {
    clearTimeout(this.#timer)
    this.#token = null
    this.actor = null
    this.membershipId = null
    lastMember.write(null)
    this.status = 'signed-out'
    this.generation++
    this.onChange(false)
  }
}
