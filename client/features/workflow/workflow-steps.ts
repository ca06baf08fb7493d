// The steps of a workflow that no project has yet: they name each other by place, the editor's items by id. Pure.
import type { WorkflowStep } from '../../../shared/features/workflow.ts'
import type { WorkflowItem } from './workflow-desk.ts'

export function itemsOf(steps: readonly WorkflowStep[]): WorkflowItem[] {
  return steps.map(({ next, ...step }, index) => ({ ...step, id: `${index}`, nextStatusIds: next && next.map(String) }))
}

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
