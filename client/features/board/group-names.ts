// Which groups a board has without tasks, and what they are called.
import type { Priority } from '../../../shared/features/priority.ts'
import type { BoardScene } from './board.scene.svelte.ts'
import { priorityValues, type Grouping, type GroupValue } from './grouping.ts'
import { t } from './words.ts'

/** The values that there are without tasks. */
export function groupValues(scene: BoardScene, by: Grouping, fields = scene.fieldGroups): readonly GroupValue[] {
  if (fields?.values) return fields.values
  if (by === 'priority') return priorityValues
  if (by === 'project') return scene.stores.organizations.projects.flatMap(({ id, teamId }) => (teamId === scene.store.view?.project.teamId ? [id] : []))
  if (by === 'label') return [null, ...scene.labels.keys()]
  const active = scene.assignable.filter(({ status }) => status === 'active').map(({ id }) => id)
  return [null, ...active.toSorted((a, b) => Number(b === scene.meId) - Number(a === scene.meId))]
}

export function groupName(scene: BoardScene, by: Grouping, value: GroupValue, fields = scene.fieldGroups): string {
  const named = fields?.nameOf(value)
  if (named !== undefined) return named
  if (by === 'priority') return t(`filter.option.${value as Priority}`)
  if (by === 'project') return scene.stores.organizations.project(value ?? '')?.name ?? ''
  if (by === 'label') return value === null ? t('group.noLabel') : scene.labels.get(value)?.name ?? ''
  if (value === null) return t('filter.option.nobody')
  const name = scene.member(value)?.name ?? t('somebody')
  return value === scene.meId ? t('filter.option.you', { name }) : name
}
