// Makes a label of the project; a refusal is told.
import { ApiError } from '../../lib/api-error.ts'
import { announce, toasts, type Hue } from '../../ui/index.ts'
import type { BoardScene } from './board.scene.svelte.ts'
import { t } from './words.ts'

/** The new label's id; null when it was not made. */
export async function makeLabel({ stores, store }: BoardScene, name: string, color?: Hue): Promise<string | null> {
  try {
    const { data } = await stores.api.call('createLabel', { params: { projectId: store.projectId }, body: { name, ...(color ? { color } : {}) } })
    announce(t('label.created', { name }))
    return data.id
  } catch (error) {
    const why = error instanceof ApiError ? error.message : t('label.unreachable')
    toasts.error(t('label.refused', { name, why }))
    return null
  }
}
