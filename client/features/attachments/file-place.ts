// Where files can be: on a task, a project or a team.
import type { FileAttachment } from '../../../shared/features/attachments.ts'
import type { PlaceFile } from '../../../shared/features/place-files.ts'

export interface FilePlace { kind: 'task' | 'project' | 'team'; id: string }

/** What is drawn of a file, wherever it is. */
export type ShownFile = Pick<FileAttachment, 'id' | 'name' | 'type' | 'size' | 'picture' | 'createdById'>

export const isSame = (one: FilePlace, other: FilePlace): boolean => one.kind === other.kind && one.id === other.id

/** Whether a file is of that project, or of that team itself. */
export const isThere = ({ kind, id }: FilePlace, { projectId, teamId }: PlaceFile): boolean =>
  (kind === 'project' ? projectId === id : projectId === null && teamId === id)
