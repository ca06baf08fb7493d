// Filters of the filter language on a board: read and ready to ask of its tasks.
import { isHeldBy, watchersOf } from '../../../shared/features/watchers.ts'
import { valuesFor, type Filter } from '../../../shared/filter/filter.ts'
import { parseFilter } from '../../../shared/filter/parse.ts'
import { clock } from '../../ui/index.ts'
import type { BoardScene } from '../board/board.scene.svelte.ts'
import { watchingSoon } from '../watchers/watching-soon.svelte.ts'
import { taskTest, type FilterWorld, type TaskTest } from './task-filter.ts'

/** What the filter of an address lets through; undefined where it lets through all, or cannot be read. */
export function testOf(scene: BoardScene, query: string): TaskTest | undefined {
  const { filter } = query === '' ? {} : parseFilter(query)
  return filter && taskTest(filter, { ...worldOf(scene), watchers: watchersIn(scene, filter) })
}

/** What others said of watching is read only where the filter asks for them. */
function watchersIn(scene: BoardScene, filter: Filter): FilterWorld['watchers'] {
  const isOfMe = valuesFor(filter, 'watcher').every(({ kind }) => kind === 'me')
  const me = scene.meId === null ? [] : [scene.meId]
  return (task) => {
    const watching = watchingSoon(scene, task, isOfMe ? 'me' : 'all')
    // Until it is known what was said, those watch whose task it is.
    if (!isOfMe) return watching?.watchersOf(task) ?? watchersOf(task, [])
    return (watching ? watching.has(task) : me.some((id) => isHeldBy(task, id))) ? me : []
  }
}

function worldOf(scene: BoardScene): Omit<FilterWorld, 'watchers'> {
  const { organizations } = scene.stores
  return {
    meId: scene.meId, moment: { now: clock.now, zone: scene.zone }, status: (id) => scene.statusById.get(id), member: (id) => scene.member(id),
    label: (id) => scene.labels.get(id), project: (id) => organizations.project(id) ?? scene.store.view?.project,
    team: (id) => organizations.team(id), fields: [...(scene.store.view?.customFields.values() ?? [])],
  }
}
