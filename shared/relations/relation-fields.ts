// How files of tasks name what hangs together: the same names in exports and imports.
import type { LinkRole } from '../features/links.ts'

/** `parent` is one key, the others are lists of keys. */
export const relationFields = ['parent', 'blocks', 'blockedBy', 'relates', 'duplicates', 'duplicatedBy'] as const
export type RelationField = (typeof relationFields)[number]
export type LinkField = Exclude<RelationField, 'parent'>

export const linkFields = relationFields.filter((field) => field !== 'parent') as readonly LinkField[]

/** What the task of a line is to those that it names there. */
export const roleOfField: Readonly<Record<LinkField, LinkRole>> = {
  blocks: 'blocks', blockedBy: 'blocked_by', relates: 'relates', duplicates: 'duplicates', duplicatedBy: 'duplicated_by',
}

export const isRelationField = (name: string): name is RelationField => (relationFields as readonly string[]).includes(name)
