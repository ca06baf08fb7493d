// What things are called in the activity of a task, a project, or of places and people all over the organization.
import type { NamedInActivity } from '../../../shared/features/activity.ts'
import { dayLabel, todayIn, typedDayOf, zone } from '../../ui/index.ts'
import type { Stores } from '../../client.svelte.ts'
import type { BoardScene } from '../board/board.scene.svelte.ts'
import type { Names } from './voice.ts'
import { t } from './words.ts'

export function namesIn(scene: BoardScene, taskId: string): Names {
  const { organizations } = scene.stores
  return {
    taskId, meId: scene.meId,
    status: (id) => scene.statusById.get(id)?.name ?? t('gone.status'),
    member: (id) => (id === scene.meId ? t('you') : scene.nameOf(id)),
    label: (id) => scene.labels.get(id)?.name ?? t('gone.label'),
    field: (id) => scene.store.view?.customFields.get(id),
    team: (id) => organizations.team(id)?.name ?? t('gone.team'),
    day: (instant) => dayLabel(typedDayOf(instant, scene.zone), scene.today),
  }
}

const none: NamedInActivity = { statuses: [], labels: [], customFields: [] }

/** Away from a board: `named` is what the activity said itself. */
export function namesAnywhere({ organizations, session }: Stores, named: NamedInActivity = none): Names {
  const calledIn = (things: readonly { id: string; name: string }[], id: string) => things.find((thing) => thing.id === id)?.name
  return {
    meId: session.membershipId,
    status: (id) => calledIn(named.statuses, id) ?? t('gone.status'),
    member: (id) => (id === session.membershipId ? t('you') : organizations.member(id)?.name ?? t('gone.member')),
    label: (id) => calledIn(named.labels, id) ?? calledIn(organizations.labels, id) ?? t('gone.label'),
    field: (id) => named.customFields.find((field) => field.id === id),
    team: (id) => organizations.team(id)?.name ?? t('gone.team'),
    day: (instant) => dayLabel(typedDayOf(instant, zone.name), todayIn(zone.name)),
  }
}
