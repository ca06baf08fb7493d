// Why tasks may not come into a status, in words: short for a column's head, and as a sentence.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { locale } from '../../i18n/locale.svelte.ts'
import { lackOfRoom, type Barrier } from './barriers.ts'
import type { BoardScene } from './board.scene.svelte.ts'
import { t } from './words.ts'

/** "Limit 4 reached", "Not from In progress" */
export const barrierNote = (barrier: Barrier): string =>
  (barrier.kind === 'full' ? t('barred.full', { limit: barrier.limit }) : t('barred.way', { source: barrier.from.name }))

/** The sentence for a barrier before a status. */
export function barrierText(scene: BoardScene, statusId: string, barrier: Barrier): string {
  const status = scene.statusById.get(statusId)?.name ?? ''
  if (barrier.kind === 'full') return t('barred.fullText', { status, limit: barrier.limit })
  const allowed = scene.statuses.filter(({ id }) => barrier.from.nextStatusIds?.includes(id)).map(({ name }) => name)
  return t('barred.wayText', { status, source: barrier.from.name, ways: allowed.length, allowed: locale.list(allowed, 'disjunction') })
}

/** Why the tasks may not go to a status; undefined when they may. */
export function whyBarred(scene: BoardScene, statusId: string, tasks: readonly BoardTask[]): string | undefined {
  const barriers = scene.barriers.to(tasks)
  const barred = tasks.map((task) => scene.ownStatus(task, statusId) ?? '').find((id) => barriers.has(id))
  return barred && barrierText(scene, barred, barriers.get(barred)!)
}

/** Why so many new tasks do not fit into a status. */
export function whyFull(scene: BoardScene, statusId: string | undefined, coming = 1): string | undefined {
  const status = scene.statusById.get(statusId ?? scene.statuses[0]?.id ?? '')
  const barrier = status && lackOfRoom(status, coming, scene.barriers.workflowOf(status))
  return barrier ? barrierText(scene, status.id, barrier) : undefined
}
