// One's own change that is still on its way, in words for the list of what waits.
import type { StoredChange } from '../../lib/outbox.svelte.ts'
import { t } from './details/words.ts'

/** "Move WEB-77" */
export function changeWords({ name, taskIds, input }: Pick<StoredChange, 'name' | 'taskIds' | 'input'>,
  task: (id: string) => { key: string; title: string } | undefined): string {
  const { shown: [made] = [], title = made?.title, operations = [] } = input as { shown?: { title: string }[]; title?: string; operations?: { op: string }[] }
  const makes = operations.length > 0 && operations.every(({ op }) => op === 'create')
  const key = `change.${makes ? 'createTask' : name}`
  const found = task(taskIds[0] ?? '')
  const what = found?.key || (found?.title ?? title ?? t('change.someTask'))
  return t(t.has(key) ? key : 'change.other', { count: Math.max(1, taskIds.length), task: what })
}
