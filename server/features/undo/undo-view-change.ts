// Takes a change of a shared view back, by the actions of views. Those of one person alone are told to nobody, and so not taken back.
import type { View } from '../../../shared/features/views.ts'
import type { Work } from '../../kernel/work.ts'
import { presentView } from '../views/view.presenter.ts'
import { loadViewToChange } from '../views/load-view.ts'
import { deleteView, restoreView, updateView } from '../views/views.actions.ts'
import { checkAsMade, fieldsBefore, pairsFrom, turned, type Pairs } from './as-left.ts'
import type { PastChange } from './past-changes.ts'
import type { PlaceUndone } from './undo-places.ts'
import type { StandIns } from './undo-task-change.ts'

const AS_MADE = ['name', 'isShared', 'kind', 'filter', 'sort', 'group', 'lanes', 'columns'] as const satisfies (keyof View)[]

interface Told { view?: View; viewId?: string; isNew?: boolean; wasOwn?: boolean; before?: Partial<View> }

export async function undoViewChange(work: Work, standIns: StandIns, { type, data }: PastChange): Promise<PlaceUndone> {
  const { view: told, viewId = told?.id, isNew, wasOwn, before = {} } = data as Told
  if (type === 'view.deleted' && told) {
    const { name } = await restoreView(work, told)
    return { title: name, changes: { name: [null, name] } }
  }
  const { view, teamId } = await loadViewToChange(work, viewId!)
  const fields = presentView(view, teamId)
  const present = { id: fields.id, what: `The view ${fields.name}`, fields }
  if (isNew && !wasOwn) {
    checkAsMade(standIns, present, told!, AS_MADE)
    await deleteView(work, fields.id, null)
    return { title: told!.name, changes: { name: [told!.name, null] } }
  }
  const changes = changesOf(type, wasOwn, () => pairsFrom(before, told!))
  const { name } = await updateView(work, fields.id, fieldsBefore(standIns, present, changes), null)
  return { title: name, changes: turned(changes) }
}

/** Of one that is shared from now on, or no more, only that. */
const changesOf = (type: string, wasOwn: boolean | undefined, others: () => Pairs): Pairs => {
  if (type === 'view.deleted') return { isShared: [true, false] }
  return wasOwn ? { isShared: [false, true] } : others()
}
