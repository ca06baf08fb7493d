// What a member is in their teams, kept by the events of these teams. Pure.
import type { MemberPlace } from '../../../../shared/features/teams.ts'
import type { StreamEvent } from '../../../../shared/streams.ts'
import { after, type DataOf } from '../../../lib/reducer.ts'

/** Applies an event of a team's stream. */
export function placesAfter(places: readonly MemberPlace[], memberId: string, { type, data, at }: StreamEvent): readonly MemberPlace[] {
  const { teamId } = data as { teamId: string }
  if ((data as { memberId?: string }).memberId !== memberId) return type === 'team.deleted' ? without(places, teamId) : places
  switch (type) {
    case 'team.member_added': return places.some((place) => place.teamId === teamId) ? places : [...places, { teamId, title: '', responsibilities: '', joinedAt: at }]
    case 'team.member_updated': {
      const { changes } = data as DataOf<'teamMemberUpdated'>
      return places.map((place) => (place.teamId === teamId ? { ...place, ...after(changes) } : place))
    }
    case 'team.member_removed': return without(places, teamId)
    default: return places
  }
}

const without = (places: readonly MemberPlace[], teamId: string) => places.filter((place) => place.teamId !== teamId)
