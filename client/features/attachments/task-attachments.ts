// Attaches to a task and removes from it; says so, and can be undone.
import type { Attachment } from '../../../shared/features/attachments.ts'
import { teamStream } from '../../../shared/streams.ts'
import { toasts } from '../../ui/index.ts'
import { takeBackAt } from '../activity/done-here.ts'
import type { TaskDesk } from '../tasks/task-desk.svelte.ts'
import { t } from './words.ts'

export function attachLink({ detail }: TaskDesk, url: string): void {
  const done = detail.createAttachment({ url })
  const undo = async () => {
    const outcome = await done
    if (outcome.ok) await detail.deleteAttachment(outcome.data)
  }
  toasts.show({ text: t('attached', { name: url }), done, undo: () => void undo() })
}

/** The trash keeps it for a while. */
export function removeAttachment({ detail, scene, task }: TaskDesk, { id, name }: Pick<Attachment, 'id' | 'name'>): void {
  const [stream, done] = [teamStream(task.teamId), detail.deleteAttachment({ id })]
  const undo = async () => {
    const outcome = await done
    if (outcome.ok) await takeBackAt(scene.stores, { stream, offset: outcome.reaches })
  }
  toasts.show({ text: t('removed', { name }), done, undo: () => void undo() })
}
