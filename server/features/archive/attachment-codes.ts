// Columns of attachments and their files that are written or checked in a way of their own.
import { z } from 'zod'
import { MOST_PLACE_FILES } from '../../../shared/features/place-files.ts'
import { isSafeFileName } from '../attachments/file-name.ts'
import type { Code } from './columns.ts'
import { Misfit } from './restored.ts'

/** SHA-256 of the bytes of a file: in hexadecimal, as everybody who has the bytes can count it. */
export const digest: Code = {
  schema: z.string().regex(/^[0-9a-f]{64}$/),
  write: (stored: string) => Buffer.from(stored, 'base64url').toString('hex'),
  read: (told: string) => Buffer.from(told, 'hex').toString('base64url'),
}

interface AttachmentLine { task: number | null; project: number | null; team: number | null; comment: number | null; file: number | null; url: string | null; name: string }
/** What the other columns of an attachment must be for it. */
export const kind: Code = {
  schema: z.enum(['link', 'file']),
  write: (stored: string) => stored,
  read: (given: 'link' | 'file', restored, line) => {
    const { task, project, team, comment, file, url, name } = line as unknown as AttachmentLine
    if ([task, project, team].filter((one) => one !== null).length !== 1) throw new Misfit('task', 'An attachment is of one task, one project or one team')
    if (comment !== null && task === null) throw new Misfit('comment', 'A comment is of a task')
    if (comment !== null && restored.taskOf('comments', comment) !== task) throw new Misfit('comment', 'This is no comment of the task')
    if ((url !== null) !== (given === 'link')) throw new Misfit('url', 'Links have an address, files have none')
    if ((file !== null) !== (given === 'file')) throw new Misfit('file', 'Files name a line of files, links do not')
    if (given === 'link' && task === null) throw new Misfit('kind', 'Only tasks have links')
    if (given === 'file' && !isSafeFileName(name)) throw new Misfit('name', 'This is no name of a file')
    const place = team === null ? `project ${project}` : `team ${team}`
    if (task === null && restored.count(`files of ${place}`) > MOST_PLACE_FILES) throw new Misfit('file', `There are at most ${MOST_PLACE_FILES} files there`)
    return given
  },
}
