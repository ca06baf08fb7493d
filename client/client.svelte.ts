// The whole client without screens: one session, one API, and the stores of whoever is signed in.
import type { Keep } from './features/based-bulk.ts'
import { Boards } from './features/board/boards.svelte.ts'
import { drafts } from './features/board/drafts.ts'
import { Conflicts } from './features/conflicts/conflicts.store.svelte.ts'
import { InboxStore } from './features/inbox/inbox.store.svelte.ts'
import { Pictures } from './features/members/pictures.svelte.ts'
import { sendChange } from './features/mutations.ts'
import { OrganizationsStore } from './features/organizations/organizations.store.svelte.ts'
import { PresenceStore } from './features/presence/presence.store.svelte.ts'
import type { StoreContext } from './features/stores.ts'
import { withItems } from './features/tasks/unmade-checklists.ts'
import { Api } from './lib/api.ts'
import { Connection } from './lib/connection.svelte.ts'
import { browserCopies, type Copies } from './lib/copies.ts'
import { browserStorage } from './lib/outbox-storage.ts'
import { Outbox, type OutboxStorage } from './lib/outbox.svelte.ts'
import { browserRefused, type RefusedStorage } from './lib/refused-storage.ts'
import { Session } from './lib/session.svelte.ts'
import { Streams } from './lib/stream.svelte.ts'

export interface ClientOptions {
  /** Told of the stores of whoever is signed in, before any screen is. */
  onOpen?: (stores: Stores) => void
  origin?: string; fetch?: typeof fetch; storage?: OutboxStorage; refused?: RefusedStorage; copies?: Copies; channel?: string; resetJitter?: number; patience?: number
}

/** What a browser keeps of its person's work: what waits, what was refused, copies of what was read. */
interface Keeping { storage: OutboxStorage; refused: RefusedStorage; copies: Copies }

/** The stores of the signed-in member. They end when the session does. */
export class Stores implements StoreContext {
  readonly api: Api
  readonly session: Session
  readonly connection = new Connection()
  readonly streams: Streams
  readonly outbox: Outbox
  /** Changes that could not be applied and wait for a decision. */
  readonly conflicts: Conflicts
  readonly copies: Copies
  readonly organizations: OrganizationsStore
  readonly presence: PresenceStore
  readonly boards: Boards
  readonly pictures: Pictures
  #inbox: InboxStore | undefined

  constructor(api: Api, session: Session, { storage, refused, copies }: Keeping, options: ClientOptions) {
    this.api = api
    this.pictures = new Pictures(api)
    this.session = session
    this.copies = copies
    this.conflicts = new Conflicts(refused)
    const keep: Keep = (change, problem) => this.conflicts.keep(withItems(change, this.outbox), problem)
    this.outbox = new Outbox({
      storage, send: (change, signal) => sendChange(api, change, signal, keep), keep,
    })
    this.streams = new Streams({ ...options, api, session, connection: this.connection })
    this.presence = new PresenceStore(this)
    this.boards = new Boards(this)
    this.organizations = new OrganizationsStore(this)
    this.streams.open()
    void this.conflicts.start(session.membershipId ?? '')
    void this.organizations.ready.then(() => this.outbox.start(session.membershipId!))
  }

  /** Invitations, tokens and sessions; read when first asked for. */
  get inbox(): InboxStore {
    this.#inbox ??= new InboxStore(this, () => this.organizations.ready.then(() => this.organizations.inboxPosition))
    return this.#inbox
  }

  close(): void {
    this.organizations.close()
    this.pictures.close()
    this.boards.close()
    this.presence.close()
    this.#inbox?.close()
    this.outbox.stop()
    this.conflicts.close()
    this.streams.close()
    this.connection.close()
  }
}

export class Client {
  readonly session: Session
  readonly api: Api
  /** The signed-in member's stores; null while nobody is signed in. */
  stores = $state.raw<Stores | null>(null)
  readonly #options: ClientOptions
  readonly #keeping: Keeping

  constructor(options: ClientOptions = {}) {
    this.#options = options
    this.session = new Session(options.channel)
    const { storage = browserStorage(), refused = browserRefused(), copies = browserCopies() } = options
    this.#keeping = { storage, refused, copies }
    this.api = new Api({ tokens: this.session, origin: options.origin, fetch: options.fetch, isOffline: () => this.#isOffline() })
    this.session.use(this.api)
    this.session.onChange = (signedIn) => this.#changed(signedIn)
  }

  /** Goes on with the session of the cookie. Resolves when it is known whether there is one. */
  async start(): Promise<void> {
    listenToNetwork(this)
    await this.session.start()
  }

  /** Signs out and forgets what waited and what was drafted: the next person at this machine shall not find it. */
  async signOut(): Promise<void> {
    drafts.clear()
    this.stores?.outbox.stop()
    const { storage, refused, copies } = this.#keeping
    await Promise.all([storage.clear(), refused.clear(), copies.keepOnly(null)].map((done) => done.catch(() => undefined)))
    await this.session.signOut()
  }

  close(): void {
    this.stores?.close()
    this.session.close()
  }

  /** Of whoever is not signed in only the browser knows. */
  #isOffline(): boolean {
    return this.stores ? this.stores.connection.state === 'offline' : typeof window !== 'undefined' && !navigator.onLine
  }

  #changed(signedIn: boolean): void {
    this.stores?.close()
    void this.#keeping.copies.keepOnly(signedIn ? this.session.membershipId : null).catch(() => undefined)
    this.stores = signedIn ? new Stores(this.api, this.session, this.#keeping, this.#options) : null
    if (this.stores) this.#options.onOpen?.(this.stores)
  }
}

/** The browser knows first when the network goes and comes. */
function listenToNetwork(client: Client): void {
  if (typeof window === 'undefined') return
  window.addEventListener('online', () => {
    client.api.waits.wake()
    client.stores?.streams.wake()
  })
  window.addEventListener('offline', () => client.stores?.streams.cut())
}
