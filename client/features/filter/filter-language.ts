// Filters of the filter language on a board: read and ready to ask of its tasks.
import { parseFilter } from '../../../shared/filter/parse.ts'
import { clock } from '../../ui/index.ts'
import type { BoardScene } from '../board/board.scene.svelte.ts'
import { taskTest, type FilterWorld, type TaskTest } from './task-filter.ts'

/** What the filter of an address lets through; undefined where it lets through all, or cannot be read. */
export function testOf(scene: BoardScene, query: string): TaskTest | undefined {
  const { filter } = query === '' ? {} : parseFilter(query)
  return filter && taskTest(filter, worldOf(scene))
}

function worldOf(scene: BoardScene): FilterWorld {
  const { organizations } = scene.stores
  return {
    meId: scene.meId, moment: { now: clock.now, zone: scene.zone }, status: (id) => scene.statusById.get(id), member: (id) => scene.member(id),
    label: (id) => scene.labels.get(id), project: (id) => organizations.project(id) ?? scene.store.view?.project,
    team: (id) => organizations.team(id), fields: [...(scene.store.view?.customFields.values() ?? [])],
  }
}
