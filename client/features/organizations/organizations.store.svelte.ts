// The overview of the organization: follows the organization's, the inbox's and every readable team's stream.
import type { Department } from '../../../shared/features/departments.ts'
import type { Member } from '../../../shared/features/members.ts'
import type { Organization, Overview } from '../../../shared/features/organizations.ts'
import type { Project } from '../../../shared/features/projects.ts'
import type { Team } from '../../../shared/features/teams.ts'
import type { Timer } from '../../../shared/features/time.ts'
import type { Subject } from '../../../shared/permissions.ts'
import { inboxStream, parseStream, teamStream, type StreamEvent, type StreamPosition } from '../../../shared/streams.ts'
import { ApiError } from '../../lib/api-error.ts'
import { answerOrCopy, boardCopy, CopyKeeper } from '../../lib/copies.ts'
import type { Effect } from '../../lib/reducer.ts'
import { actorOf } from './actor.ts'
import { StarWishes } from './star-wishes.svelte.ts'
import { statusAfter, type StoreContext, type StoreStatus } from '../stores.ts'
import {
  isBehind, overviewSnapshot, overviewState, projectFetched, reduceAll, teamLoaded, teamRevoked, textFetched, type OverviewState,
} from './organizations.reducer.ts'

const COPIED_EVERY = 10_000
const COPY = 'overview'

const isAside = ({ isTemplate, archivedAt }: Project) => isTemplate || !!archivedAt

export class OrganizationsStore {
  status = $state<StoreStatus>('loading')
  #confirmed = $state.raw<OverviewState | null>(null)
  readonly #context: StoreContext
  readonly #aborted = new AbortController()
  readonly #following = new Map<string, () => void>()
  /** Teams that wait for an overview. */
  readonly #opened = new Set<string>()
  #readingOpened = false
  readonly #wishes = new StarWishes(() => this.inboxPosition)
  readonly #keeper = new CopyKeeper(() => this.#keepCopy(), COPIED_EVERY)
  #reloading = false
  #loaded: () => void = () => {}
  /** Resolves when the first overview is there. */
  readonly ready = new Promise<void>((resolve) => (this.#loaded = resolve))

  readonly teams = $derived.by(() => byName(this.#confirmed?.teams))
  readonly #allProjects = $derived.by(() => byName(this.#confirmed?.projects))
  /** The projects that people work on. */
  readonly projects = $derived(this.#allProjects.filter((project) => !isAside(project)))
  /** Templates and archived projects. */
  readonly aside = $derived(this.#allProjects.filter(isAside))
  /** The projects with a star of one's own. */
  readonly starred = $derived.by(() => this.projects.filter(({ id }) => this.isStarred(id)))
  /** Saved views of projects that one may read. */
  readonly views = $derived.by(() => byName(this.#confirmed?.views))
  readonly departments = $derived.by(() => byName(this.#confirmed?.departments))
  readonly #labels = $derived.by(() => this.#confirmed?.labels)
  /** Labels of the organization, for tasks of all projects. */
  readonly labels = $derived.by(() => byName(this.#labels))
  /** People and bots, deactivated ones too. */
  readonly members = $derived.by(() => byName(this.#confirmed?.members))

  constructor(context: StoreContext) {
    this.#context = context
    void this.#load()
  }

  get organization(): Organization | null {
    return this.#confirmed?.organization ?? null
  }

  get me(): Member | null {
    return this.#confirmed?.members.get(this.#confirmed.meId) ?? null
  }

  member(id: string | null | undefined): Member | undefined {
    return id == null ? undefined : this.#confirmed?.members.get(id)
  }

  team(id: string): Team | undefined {
    return this.#confirmed?.teams.get(id)
  }

  department(id: string | null): Department | undefined {
    return this.#confirmed?.departments.get(id ?? '')
  }

  project(id: string): Project | undefined {
    return this.#confirmed?.projects.get(id)
  }

  /** One's own timer that runs. */
  get timer(): Timer | null {
    return this.#confirmed?.timer ?? null
  }

  /** How many of one's notifications are unread. */
  get unread(): number {
    return this.#confirmed?.unread ?? 0
  }

  isStarred(projectId: string): boolean {
    return this.#wishes.of(projectId) ?? this.#confirmed?.stars.has(projectId) ?? false
  }

  /** Sets one's star on a project or takes it away; drawn at once. */
  async toggleStar(projectId: string): Promise<void> {
    const { api } = this.#context
    const endpoint = this.isStarred(projectId) ? 'unstarProject' : 'starProject'
    await this.#wishes.wish(projectId, endpoint === 'starProject', () => api.call(endpoint, { params: { projectId } }))
  }

  /** Members of a team with its manager, by name: who can be assigned. */
  membersOf(teamId: string): Member[] {
    const team = this.team(teamId)
    const ids = new Set([...(team?.memberIds ?? []), ...(team?.managerId ? [team.managerId] : [])])
    return this.members.filter(({ id }) => ids.has(id))
  }

  /** What `session.can` needs to know about a team's task, comment or project. */
  subject(teamId: string, about: { assigneeIds?: readonly string[]; createdById?: string | null } = {}): Subject {
    return { teamId, settings: this.team(teamId)?.settings, ...about }
  }

  /** Where a team's stream stands, for those who follow it too. */
  positionOf(teamId: string): StreamPosition | undefined {
    return this.#confirmed?.positions.get(teamStream(teamId))
  }

  /** Where the streams of the organization and of all teams that one may read stand, for those who follow them too. */
  get positions(): StreamPosition[] {
    return [...(this.#confirmed?.positions.values() ?? [])].filter(({ stream }) => parseStream(stream)?.kind !== 'inbox')
  }

  /** Where the inbox stands, for those who follow it too. */
  get inboxPosition(): StreamPosition | undefined {
    return this.#confirmed?.positions.get(inboxStream(this.#confirmed.meId))
  }

  close(): void {
    this.#aborted.abort()
    this.#keeper.stop()
    for (const stop of this.#following.values()) stop()
    this.#following.clear()
  }

  async #load(): Promise<void> {
    const overview = await this.#readOrCopy()
    if (!overview) return
    for (const stop of this.#following.values()) stop()
    this.#following.clear()
    this.#confirm(overviewState(overview))
    this.status = 'ready'
    this.#loaded()
    for (const position of overview.streams) this.#follow(position)
  }

  /** The overview; the copy of an earlier one where no answer comes, which the streams bring up to date. */
  async #readOrCopy(): Promise<Overview | null> {
    const { copies, session, connection } = this.#context
    const memberId = session.membershipId
    const reading = new AbortController()
    const copy = async () => (this.#confirmed || !copies || !memberId ? null : copies.read<Overview>(memberId, COPY))
    const got = await answerOrCopy(this.#read(reading.signal), copy, connection.state === 'offline')
    if (this.#aborted.signal.aborted) return null
    if ('copy' in got) {
      reading.abort()
      return got.copy
    }
    if (got.answer && memberId) void copies?.keepBoards(memberId, new Set(got.answer.projects.map(({ id }) => id))).catch(() => undefined)
    return got.answer
  }

  async #read(until?: AbortSignal): Promise<Overview | null> {
    const signal = until ? AbortSignal.any([this.#aborted.signal, until]) : this.#aborted.signal
    try {
      const { data } = await this.#context.api.call('readOverview', { signal })
      return signal.aborted ? null : data
    } catch (error) {
      if (signal.aborted) return null
      if (!(error instanceof ApiError)) throw error
      if (statusAfter(error) === 'gone') this.#forget()
      else if (!this.#confirmed) this.status = 'failed'
      return null
    }
  }

  #follow(position: StreamPosition): void {
    if (this.#following.has(position.stream)) return
    this.#following.set(position.stream, this.#context.streams.follow({
      position, apply: (events) => this.#apply(events), reset: () => void this.#reload(), revoked: () => this.#revoked(position.stream),
    }))
  }

  /** Several streams may be reset at once: one overview serves all. */
  async #reload(): Promise<void> {
    if (this.#reloading || this.#aborted.signal.aborted) return
    this.#reloading = true
    await this.#load().finally(() => (this.#reloading = false))
  }

  #revoked(stream: string): void {
    this.#following.delete(stream)
    const { kind, id } = parseStream(stream)!
    if (kind === 'team' && this.#confirmed) this.#confirm(teamRevoked(this.#confirmed, id))
    else if (kind !== 'team') this.#forget()
  }

  #apply(events: StreamEvent[]): void {
    if (!this.#confirmed) return
    const { state, effects } = reduceAll(this.#confirmed, events)
    this.#confirm(state)
    for (const effect of effects) void this.#run(effect).catch(() => undefined)
  }

  #keepCopy(): void {
    const { copies, session } = this.#context
    if (!this.#confirmed || this.#confirmed.awaited.size > 0 || !session.membershipId) return
    void copies?.write(session.membershipId, COPY, $state.snapshot(overviewSnapshot(this.#confirmed))).catch(() => undefined)
  }

  /** Also of boards that are not open: what one may not read any more is not kept. */
  #dropCopies({ projects }: OverviewState): void {
    const { copies, session } = this.#context
    for (const id of this.#confirmed?.projects.keys() ?? []) {
      if (!projects.has(id) && session.membershipId) void copies?.remove(session.membershipId, boardCopy(id)).catch(() => undefined)
    }
  }

  /** Streams of teams that are gone are left; what one may do follows role and teams. */
  #confirm(state: OverviewState): void {
    this.#dropCopies(state)
    this.#confirmed = state
    this.#keeper.changed()
    for (const [stream, stop] of [...this.#following]) {
      if (state.positions.has(stream)) continue
      this.#following.delete(stream)
      stop()
    }
    this.#context.session.identify(actorOf(state))
  }

  async #run(effect: Effect): Promise<void> {
    const { signal } = this.#aborted
    const { api } = this.#context
    if (effect.kind === 'reload') return this.#reload()
    if (effect.kind === 'loadTeam') return this.#loadTeam(effect.teamId)
    if (effect.kind === 'fetchProject') {
      const { data } = await api.call('readProject', { params: { projectId: effect.projectId }, signal })
      if (this.#confirmed) this.#confirm(projectFetched(this.#confirmed, data))
    } else if (effect.kind === 'fetchText') {
      const { data } = await api.call('readStreamText', { params: { stream: effect.stream, textId: effect.textId }, signal })
      if (this.#confirmed) this.#confirm(textFetched(this.#confirmed, effect.textId, data.text))
    }
  }

  /** One overview serves all teams that open at once: whoever becomes head of a department may get hundreds. */
  async #loadTeam(teamId: string): Promise<void> {
    this.#opened.add(teamId)
    if (this.#readingOpened) return
    this.#readingOpened = true
    await this.#loadOpened().finally(() => (this.#readingOpened = false))
  }

  async #loadOpened(): Promise<void> {
    // The other events that came with this one say theirs first.
    await Promise.resolve()
    while (this.#opened.size > 0) {
      const teamIds = [...this.#opened]
      this.#opened.clear()
      const overview = await this.#read()
      if (!overview || !this.#confirmed) continue
      for (const teamId of teamIds) if (isBehind(this.#confirmed, overview, teamId)) this.#opened.add(teamId)
      this.#confirm(teamIds.reduce((state, teamId) => teamLoaded(state, overview, teamId), this.#confirmed))
      for (const position of teamIds.flatMap((teamId) => this.#confirmed?.positions.get(teamStream(teamId)) ?? [])) this.#follow(position)
    }
  }

  #forget(): void {
    this.close()
    this.#confirmed = null
    this.status = 'gone'
    this.#context.session.ended()
  }
}

function byName<T extends { id: string; name: string }>(items: ReadonlyMap<string, T> | undefined): readonly T[] {
  return [...(items?.values() ?? [])].sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1))
}
