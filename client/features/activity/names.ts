// What things are called in the activity of a task.
import { dayLabel, typedDayOf } from '../../ui/index.ts'
import type { BoardScene } from '../board/board.scene.svelte.ts'
import type { Names } from './voice.ts'
import { t } from './words.ts'

export function namesIn(scene: BoardScene, taskId: string): Names {
  const { organizations } = scene.stores
  return {
    taskId, meId: scene.meId,
    status: (id) => scene.statusById.get(id)?.name ?? t('gone.status'),
    member: (id) => (id === scene.meId ? t('you') : scene.nameOf(id)),
    label: (id) => scene.store.view?.labels.get(id)?.name ?? t('gone.label'),
    field: (id) => scene.store.view?.customFields.get(id),
    team: (id) => organizations.team(id)?.name ?? t('gone.team'),
    day: (instant) => dayLabel(typedDayOf(instant, scene.zone), scene.today),
  }
}
