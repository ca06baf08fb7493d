// What a board is divided into lanes by: which lanes there are, what stands in them, and what a task becomes that is put into another one.
import type { CustomField } from '../../../shared/features/custom-fields.ts'
import type { BoardTask, TaskPatch } from '../../../shared/features/tasks.ts'
import { viewLanes, type ViewLanes } from '../../../shared/features/view-lanes.ts'
import type { BoardScene } from '../board/board.scene.svelte.ts'
import { groupName, groupValues } from '../board/group-names.ts'
import { regrouped, valuesOf, type ChangingGrouping, type FieldGrouping, type GroupValue } from '../board/grouping.ts'
import { factOf, type Fact } from '../board/new-facts.ts'
import { fieldGroups, type FieldGroups } from '../custom-fields/field-groups.ts'
import { t as ofBoard } from '../board/words.ts'
import { t } from './words.ts'

export interface LaneAxis {
  by: ViewLanes
  name: string
  /** What draws the marks of a custom field's lanes. */
  fields: FieldGroups | null
  /** The lanes that there are without tasks. */
  known(): readonly GroupValue[]
  valuesOf(task: BoardTask): readonly GroupValue[]
  nameOf(value: GroupValue): string
  /** What changes when a task is put from one lane into another; null: it is there. */
  patchOf(task: BoardTask, from: GroupValue, to: GroupValue): TaskPatch | null
  factOf(value: GroupValue): Fact
  /** Why a task cannot come into a lane; null when it can. */
  against?(task: BoardTask, to: GroupValue): string | null
}

/** Null where the project has nothing of the kind (any more). */
export function axisOf(scene: BoardScene, by: string, field: CustomField | undefined): LaneAxis | null {
  const fields = field && fieldGroups(field)
  if (field && fields) return byField(scene, field, fields)
  const known = viewLanes.find((one) => one === by)
  if (!known) return null
  return known === 'parent' ? byParent(scene) : byFact(scene, known)
}

const byFact = (scene: BoardScene, by: ChangingGrouping): LaneAxis => ({
  by, name: ofBoard(`display.group.${by}`), fields: null,
  known: () => groupValues(scene, by, null), valuesOf: (task) => valuesOf(by, task), nameOf: (value) => groupName(scene, by, value, null),
  patchOf: (task, from, to) => regrouped(by, task, from, to), factOf: (value) => factOf(by, value),
})

function byField(scene: BoardScene, { id, name }: CustomField, fields: FieldGroups): LaneAxis {
  const by: FieldGrouping = `field.${id}`
  return {
    by, name, fields,
    known: () => groupValues(scene, by, fields), valuesOf: (task) => valuesOf(by, task), nameOf: (value) => groupName(scene, by, value, fields),
    patchOf: fields.patchOf, factOf: fields.factOf,
  }
}

/** A lane for each task that has subtasks here, in the order of the board; the last one is for all that have no parent. */
const byParent = (scene: BoardScene): LaneAxis => ({
  by: 'parent', name: t('by.parent'), fields: null,
  known: () => {
    const all = scene.statuses.flatMap(({ id }) => scene.store.column(id))
    const parents = new Set(all.flatMap(({ parentId }) => parentId ?? []))
    const here = all.filter(({ id }) => parents.has(id)).map(({ id }) => id)
    return [...new Set([...here, ...parents]), null]
  },
  valuesOf: ({ parentId }) => [parentId],
  nameOf: (value) => {
    const parent = scene.store.task(value ?? '')
    return value === null ? t('noParent') : parent ? `${parent.key} ${parent.title}`.trim() : t('elsewhere')
  },
  patchOf: (_, from, to) => (from === to ? null : { parentId: to }),
  factOf: (value) => (value === null ? {} : { parentId: value }),
  against: ({ id, key, title }, to) => (id === to ? t('ownParent', { task: key || title }) : null),
})
