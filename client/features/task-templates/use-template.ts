// Makes a task from a template, says so with the way back, and opens it.
import type { TaskTemplate } from '../../../shared/features/task-templates.ts'
import type { Task, TaskPatch } from '../../../shared/features/tasks.ts'
import { failureWords } from '../../shell/failure-words.ts'
import { announce, toasts } from '../../ui/index.ts'
import { takeBack } from '../activity/undo-sentence.ts'
import type { BoardScene } from '../board/board.scene.svelte.ts'
import { t } from './words.ts'

/** People and labels come to those of the template. */
const withBoth = ({ assigneeIds, labelIds }: Pick<Task, 'assigneeIds' | 'labelIds'>, said: TaskPatch): TaskPatch => ({
  ...said, ...(said.assigneeIds && { assigneeIds: [...new Set([...assigneeIds, ...said.assigneeIds])] }), ...(said.labelIds && { labelIds: [...new Set([...labelIds, ...said.labelIds])] }),
})

type Place = { title?: string; statusId?: string; afterTaskId?: string }

/** Answers whether it is made. `said`: what it shall have besides what the template says. */
export async function makeFrom(scene: BoardScene, { id: templateId, name }: TaskTemplate, place: Place = {}, said: TaskPatch = {}): Promise<boolean> {
  try {
    const { data: { task, correlationId } } = await scene.stores.api.call('createTaskFromTemplate', { params: { templateId }, body: place })
    const text = t('made', { key: task.key, name })
    announce(text)
    const isMore = Object.keys(said).length > 0
    if (isMore) scene.store.updateTask(task.id, withBoth(task, said))
    const undo = () => (isMore ? scene.store.deleteTask(task.id) : void takeBack(scene.stores, { body: { correlationId }, count: 1 }))
    toasts.show({ text, undo })
    scene.open(task)
    return true
  } catch (error) {
    toasts.error(failureWords(error))
    return false
  }
}
