// What the store calls a file: by ids that the product made, never by a name that somebody typed.
import type { FileVariant } from '../../../shared/features/attachments.ts'

export const storedName = (organizationId: string, fileId: string, variant: FileVariant) => `${organizationId}/${fileId}/${variant}`
