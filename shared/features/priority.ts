// Priority of tasks and projects, lowest first.
import { z } from 'zod'

export const priorities = ['none', 'low', 'medium', 'high', 'urgent'] as const
export const priority = z.enum(priorities)
export type Priority = z.infer<typeof priority>
