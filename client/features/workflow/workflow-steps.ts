// The steps of a workflow that no project has yet: they name each other by place, the editor's items by id. Pure.
import type { WorkflowStep } from '../../../shared/features/workflow.ts'
import { sameValue, type WorkflowItem } from './workflow-desk.ts'

/**
 * The steps as items. Those that were there keep their ids, also where others moved or changed them: an id never comes to mean
 * another status. The same list as before is answered where nothing differs.
 */
export function itemsOf(steps: readonly WorkflowStep[], before: readonly WorkflowItem[] = []): readonly WorkflowItem[] {
  const stepsBefore = stepsOf(before)
  const same = steps.map((step, index) => isSame(step, stepsBefore[index]))
  if (steps.length === before.length && same.every(Boolean)) return before
  const ids = steps.map(({ name }, index) => (same[index] ? before[index] : onlyOne(steps, name) && onlyOne(before, name))?.id ?? crypto.randomUUID())
  return steps.map(({ next, ...step }, index) => ({ ...step, id: ids[index]!, nextStatusIds: next && next.map((place) => ids[place]!) }))
}

function onlyOne<T extends { name: string }>(all: readonly T[], name: string): T | undefined {
  const found = all.filter((one) => one.name === name)
  return found.length === 1 ? found[0] : undefined
}

/** By fields: the database keeps them in an order of its own. */
const isSame = (a: WorkflowStep, b: WorkflowStep | undefined) =>
  b !== undefined && (Object.keys(a) as (keyof WorkflowStep)[]).every((field) => sameValue(a[field], b[field]))

/** Ways to what is not there any more are left out; where none is left tasks go anywhere, as on the server. */
export function stepsOf(items: readonly WorkflowItem[]): WorkflowStep[] {
  const placeOf = new Map(items.map(({ id }, index) => [id, index]))
  return items.map(({ name, category, color, archived, limit, nextStatusIds }) => (
    { name, category, color, archived, limit, next: nextStatusIds && placesOf(nextStatusIds, placeOf) }
  ))
}

function placesOf(ids: readonly string[], placeOf: ReadonlyMap<string, number>): number[] | null {
  const places = ids.flatMap((id) => placeOf.get(id) ?? [])
  return places.length === 0 && ids.length > 0 ? null : places
}

/** The items with one put after another, null for the first place. */
export function placed(items: readonly WorkflowItem[], item: WorkflowItem, afterId: string | null): WorkflowItem[] {
  const others = items.filter(({ id }) => id !== item.id)
  others.splice(afterId === null ? 0 : others.findIndex(({ id }) => id === afterId) + 1, 0, item)
  return others
}
