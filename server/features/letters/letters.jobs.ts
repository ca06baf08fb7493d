// Every minute: letters whose time has come, at once or once a day. A letter and the mark on what it tells are one transaction with its
// place in the queue of mail, so nothing is told twice, whatever runs twice or is killed.
import { urgentKinds } from '../../../shared/features/letters.ts'
import type { Config } from '../../config.ts'
import { query } from '../../kernel/database.ts'
import type { JobHandlers } from '../../kernel/jobs.ts'
import type { Secrets } from '../../kernel/secrets.ts'
import { systemCaller, type Kernel } from '../../kernel/transact.ts'
import type { Work } from '../../kernel/work.ts'
import { outgoingOf } from '../mail/outgoing.ts'
import { findBegun, takeDays, type Begun } from '../notifications/days.ts'
import { everyOrganization } from '../upkeep/every-organization.ts'
import { hourOf, readWishes, sendsTo, type Wish } from './settings.queries.ts'
import { writeLetter, type Post } from './write-letter.ts'

/** So long somebody may look into the inbox before a letter about it goes. */
const GRACE_MS = 60_000
/** What waited longer, since no mail was sent, is left out. */
const OLDEST_MS = 3 * 24 * 60 * 60 * 1000

interface Dependencies { kernel: Kernel; config: Config; secrets: Secrets }

/** The handler of `letters.write`. Without SMTP_URL there are none. */
export function writeLetters({ kernel, config, secrets }: Dependencies): JobHandlers['letters.write'] {
  const { origin, mail } = outgoingOf(config)
  const post: Post = { origin, key: secrets.letters }
  return async () => {
    if (!mail) return
    for (const organizationId of await everyOrganization(kernel)) {
      await writeLettersOf({ kernel, post }, organizationId).catch((error: unknown) => kernel.logger.warn({ err: error, organizationId }, 'letters could not be written'))
    }
  }
}

interface Desk { kernel: Kernel; post: Post }

async function writeLettersOf(desk: Desk, organizationId: string): Promise<void> {
  const { wishes, begun, urgent } = await desk.kernel.read(systemCaller(organizationId), findWaiting)
  for (const day of begun) await tryFor(day.memberId, () => daily(desk, organizationId, day, wishes.get(day.memberId)))
  for (const memberId of urgent) await tryFor(memberId, () => atOnce(desk, organizationId, memberId, wishes.get(memberId)!))

  /** What fails for one member must not keep the others waiting; the next run tries it again. */
  async function tryFor(memberId: string, writeOne: () => Promise<unknown>): Promise<void> {
    await writeOne().catch((error: unknown) => desk.kernel.logger.warn({ err: error, organizationId, memberId }, 'a letter could not be written'))
  }
}

/** Five past the hour: what is told on the hour itself comes along. */
const clock = (wish: Wish | undefined): string | null => (sendsTo(wish) === 'never' ? null : `${String(hourOf(wish)).padStart(2, '0')}:05`)

async function findWaiting(work: Work) {
  const wishes = await readWishes(work)
  const asking = [...wishes.values()].filter(({ send }) => send === 'atOnce').map(({ memberId }) => memberId)
  const begun = await findBegun(work, 'letter', (memberId) => clock(wishes.get(memberId)))
  const urgent = asking.length === 0 ? [] : await query<{ id: string }>(work.em, `select distinct n.membership_id as id from notifications n
    join memberships m on m.organization_id = n.organization_id and m.id = n.membership_id and m.status = 'active' and m.email is not null
    where n.organization_id = $1::uuid and n.membership_id = any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))
    and n.read_at is null and n.archived_at is null and n.mailed_at is null and n.kind = any($3::text[]) and n.at > $4::timestamptz and n.at <= $5::timestamptz order by 1`,
  [work.organizationId, JSON.stringify(asking), urgentKinds, past(work, OLDEST_MS), past(work, GRACE_MS)])
  return { wishes, begun, urgent: urgent.map(({ id }) => id) }
}

const past = ({ at }: Work, milliseconds: number) => new Date(at.getTime() - milliseconds).toISOString()
const later = (one: string, other: string | null | undefined) => (other && Date.parse(other) > Date.parse(one) ? new Date(other).toISOString() : one)

const daily = ({ kernel, post }: Desk, organizationId: string, day: Begun, wish: Wish | undefined) =>
  kernel.transact(systemCaller(organizationId), async (work) => {
    const [taken] = await takeDays(work, 'letter', [day])
    if (taken) await writeLetter(work, post, { memberId: day.memberId, after: later(past(work, OLDEST_MS), wish?.since), until: work.at.toISOString(), kinds: null })
  })

const atOnce = ({ kernel, post }: Desk, organizationId: string, memberId: string, wish: Wish) =>
  kernel.transact(systemCaller(organizationId), (work) => writeLetter(work, post, {
    memberId, after: later(past(work, OLDEST_MS), wish.since), until: past(work, GRACE_MS), kinds: urgentKinds,
  }))
