// After somebody was erased: their name and address leave the events of the organization, which can be replayed for ever, and what others were
// told of them. In small transactions; whatever runs twice or begins anew does no harm.
import { FORMER_MEMBER } from '../../../shared/former-member.ts'
import { inboxStream } from '../../../shared/streams.ts'
import { now } from '../../kernel/clock.ts'
import { query } from '../../kernel/database.ts'
import type { JobHandlers } from '../../kernel/jobs.ts'
import { systemCaller, type Kernel } from '../../kernel/transact.ts'
import type { Work } from '../../kernel/work.ts'
import { deleteOwnEvents, redactEvents, redactNotifications, type Erased, type Place } from './redact.ts'

/** Longer than any transaction: what was under way when they were erased, with their name, is there by then. */
const SETTLED_MS = 15 * 60_000

interface On { kernel: Kernel }
interface Member { organizationId: string; memberId: string }

/** The handler of `members.redact`: at once, so that hardly anybody still reads of them. */
export function redactMember({ kernel }: On): JobHandlers['members.redact'] {
  return (member) => redact(kernel, member)
}

/** The handler of `members.redact_settled`: again when nothing of theirs can come any more, however often it has to be tried. */
export function redactSettled({ kernel }: On): JobHandlers['members.redact_settled'] {
  return async () => {
    const settled = new Date(now().getTime() - SETTLED_MS).toISOString()
    const members = await kernel.system((em) => query<Member>(em, `select organization_id as "organizationId", id as "memberId" from memberships
      where unredacted_since < $1::timestamptz order by unredacted_since`, [settled]))
    for (const member of members) {
      await finish(kernel, member).catch((error: unknown) => kernel.logger.warn({ err: error, ...member }, 'a member who was erased could not be taken out of the events'))
    }
  }
}

async function finish(kernel: Kernel, member: Member): Promise<void> {
  await redact(kernel, member)
  await kernel.transact(systemCaller(member.organizationId), ({ em }) =>
    query(em, 'update memberships set unredacted_since = null where organization_id = $1::uuid and id = $2::uuid', [member.organizationId, member.memberId]))
}

async function redact(kernel: Kernel, { organizationId, memberId }: Member): Promise<void> {
  const erased: Erased = { memberId, name: FORMER_MEMBER, inbox: inboxStream(memberId) }
  const run = async <T>(action: (work: Work) => Promise<T>) => (await kernel.transact(systemCaller(organizationId), action)).result
  while (await run((work) => deleteOwnEvents(work, erased)));
  for (let after: Place | null = { stream: '', offset: 0 }; after;) after = await run((work) => redactEvents(work, erased, after!))
  for (let after: string | null = '00000000-0000-0000-0000-000000000000'; after;) after = await run((work) => redactNotifications(work, erased, after!))
}
