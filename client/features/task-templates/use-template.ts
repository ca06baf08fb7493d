// Makes a task from a template, says so with the way back, and opens it.
import type { TaskTemplate } from '../../../shared/features/task-templates.ts'
import { failureWords } from '../../shell/failure-words.ts'
import { announce, toasts } from '../../ui/index.ts'
import { takeBack } from '../activity/undo-sentence.ts'
import type { BoardScene } from '../board/board.scene.svelte.ts'
import { t } from './words.ts'

type Place = { title?: string; statusId?: string; afterTaskId?: string }

/** Answers whether it is made. */
export async function makeFrom(scene: BoardScene, { id: templateId, name }: TaskTemplate, place: Place = {}): Promise<boolean> {
  try {
    const { data: { task, correlationId } } = await scene.stores.api.call('createTaskFromTemplate', { params: { templateId }, body: place })
    const text = t('made', { key: task.key, name })
    announce(text)
    toasts.show({ text, undo: () => void takeBack(scene.stores, { body: { correlationId }, count: 1 }) })
    scene.open(task)
    return true
  } catch (error) {
    toasts.error(failureWords(error))
    return false
  }
}
