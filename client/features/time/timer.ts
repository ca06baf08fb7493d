// Starts and stops one's timer. Its events draw it, in every tab.
import type { Api } from '../../lib/api.ts'

export const startTimer = (api: Api, taskId: string): Promise<unknown> => api.call('startTimer', { body: { taskId } })
export const stopTimer = (api: Api): Promise<unknown> => api.call('stopTimer')
