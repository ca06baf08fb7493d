// What one may mute of notifications. Runs while building: the schemas stay behind.
import { mutable as kinds } from '../../../shared/features/notifications.ts'

export type { Mutable } from '../../../shared/features/notifications.ts'
export const mutable = [...kinds]
