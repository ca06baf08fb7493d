// Tasks as a file of this device, with a word about how many they are.
import type { CallInput } from '../../lib/api.ts'
import type { ExportFormat } from '../../../shared/features/exports.ts'
import type { Stores } from '../../client.svelte.ts'
import { failureWords } from '../../shell/failure-words.ts'
import { toasts } from '../../ui/index.ts'
import { saveFile } from '../archive/save-file.ts'
import { rowsOf } from './file-rows.ts'
import { t } from './words.ts'

type Asked = NonNullable<CallInput<'exportTasks'>['query']> & { format: ExportFormat }

/** Saves the tasks that are asked for, under the name with the ending of the format. */
export async function saveTasks({ api }: Pick<Stores, 'api'>, name: string, query: Asked): Promise<void> {
  try {
    const { data } = await api.call('exportTasks', { query })
    saveFile(data, `${name}.${query.format}`)
    const count = await rowsOf(data, query.format)
    toasts.show({ text: count === null ? t('saved.file') : t('saved', { count }) })
  } catch (error) {
    toasts.error(failureWords(error))
  }
}
