// Whether people are at work on a project: what counts as taking their time.
import type { Project } from '../../../shared/features/projects.ts'

export const isRunning = ({ archivedAt, deletedAt, isTemplate, status }: Pick<Project, 'archivedAt' | 'deletedAt' | 'isTemplate' | 'status'>): boolean =>
  archivedAt === null && deletedAt === null && !isTemplate && status !== 'completed' && status !== 'cancelled'
