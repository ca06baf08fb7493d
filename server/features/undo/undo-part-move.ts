// Takes back that a comment, an attachment or time went from one task to another: as it is by now, by whoever may change both tasks.
import type { EventData } from '../../../shared/event.ts'
import type { mergeEvents } from '../../../shared/features/merges.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { movePart } from '../merges/move-parts.ts'
import { loadTaskFor, lookForTask } from '../tasks/load-task.ts'
import type { PastChange } from './past-changes.ts'
import { changedSince, isGone } from './undo-refusal.ts'

type Moved = EventData<typeof mergeEvents.taskPartMoved>

export async function undoPartMove(work: Work, { data }: PastChange): Promise<object> {
  const { taskId, key, from, part } = data as unknown as Moved
  const here = await loadTaskFor(work, 'task.update', taskId, { lock: true })
  const there = await lookForTask(work, from.taskId, { lock: true, trash: true })
  if (there?.task.projectId !== here.task.projectId) throw isGone(from.key)
  authorize(work.actor, 'task.update', there.subject)
  const { id } = part.kind === 'comment' ? part.comment : part.kind === 'attachment' ? part.attachment : part.entry
  if (!(await movePart(work, part.kind, { from: here.task, to: there.task }, id))) throw changedSince(key)
  return { taskId: [taskId, from.taskId] }
}
