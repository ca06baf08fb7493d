// The keys of tasks, as they are written in commits and letters.
import type { BoardTask } from '../../../../../shared/features/tasks.ts'
import { toasts } from '../../../../ui/index.ts'
import { copyText } from '../../address.svelte.ts'
import { t } from './words.ts'

type Tasks = readonly BoardTask[]

const keysOf = (tasks: Tasks) => tasks.flatMap(({ key }) => key || [])

/** A new task has its key from the server. */
export const whyNoKey = (tasks: Tasks): string | undefined => (keysOf(tasks).length > 0 ? undefined : t('copyKey.none'))

export async function copyKeys(tasks: Tasks): Promise<void> {
  const keys = keysOf(tasks)
  if (await copyText(keys.join('\n'))) toasts.show({ text: t('copyKey.done', { count: keys.length, key: keys[0] ?? '' }) })
  else toasts.error(t('copyKey.failed'))
}
