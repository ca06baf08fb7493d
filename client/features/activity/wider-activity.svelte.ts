// What happened in a team or the organization, and what somebody did.
import { isOfOrganization, partOfTeam, type NamedInActivity } from '../../../shared/features/activity.ts'
import type { StreamEvent, StreamPosition } from '../../../shared/streams.ts'
import type { StoreContext } from '../stores.ts'
import { Activity } from './activity.store.svelte.ts'

const isBy = ({ actor }: StreamEvent, memberId: string | null) => memberId === null || actor.membershipId === memberId
const asked = (memberId: string | null) => (memberId === null ? {} : { memberId })

/** Of all, or of what one member did. */
export class TeamActivity extends Activity {
  constructor(context: StoreContext, teamId: string, memberId: string | null, position: StreamPosition) {
    super(context, [position], {
      page: async (query, signal) => (await context.api.call('listTeamActivity', { params: { teamId }, query: { ...query, ...asked(memberId) }, signal })).data,
      about: (event) => (isBy(event, memberId) ? partOfTeam(event) : null),
    })
  }
}

/** Of all, or of what one member did. What others' inboxes tell comes when it is read. */
export class OrganizationActivity extends Activity {
  constructor(context: StoreContext, memberId: string | null, positions: readonly StreamPosition[]) {
    super(context, positions, {
      page: async (query, signal) => (await context.api.call('listOrganizationActivity', { query: { ...query, ...asked(memberId) }, signal })).data,
      about: (event) => (isOfOrganization(event) && isBy(event, memberId) ? event : null),
    })
  }
}

/** What the pages said that ids stand for. */
class KnownNames {
  all = $state.raw<NamedInActivity>({ statuses: [], labels: [], customFields: [] })

  learn({ statuses, labels, customFields }: NamedInActivity): void {
    this.all = {
      statuses: [...this.all.statuses, ...statuses], labels: [...this.all.labels, ...labels], customFields: [...this.all.customFields, ...customFields],
    }
  }
}

export class MemberActivity extends Activity {
  readonly #known: KnownNames

  constructor(context: StoreContext, memberId: string, positions: readonly StreamPosition[]) {
    const known = new KnownNames()
    super(context, positions, {
      page: async (query, signal) => {
        const { data } = await context.api.call('listMemberActivity', { params: { memberId }, query, signal })
        known.learn(data.named)
        return data
      },
      about: (event) => (isBy(event, memberId) ? event : null), hasNames: true,
    })
    this.#known = known
  }

  get named(): NamedInActivity {
    return this.#known.all
  }
}
