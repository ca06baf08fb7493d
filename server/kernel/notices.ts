// What is told to the open connections of one member and stored nowhere; it may get lost.
import type { ImportProgress } from '../../shared/features/imports.ts'

export interface Notice { organizationId: string; membershipId: string; progress: ImportProgress }
