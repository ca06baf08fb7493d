// Writes the rows of an import, table by table and in chunks, for a new project and for one that is there.
import type { EntityData, EntityName } from '@mikro-orm/core'
import type { Work } from '../../kernel/work.ts'
import { Attachment } from '../attachments/attachment.entity.ts'
import { Checklist, ChecklistItem } from '../checklists/checklist.entity.ts'
import { Comment } from '../comments/comment.entity.ts'
import { TaskLink } from '../links/task-link.entity.ts'
import type { Progress } from './import-progress.ts'
import type { ImportedParts, ImportRows } from './import-rows.ts'

const CHUNK = 500

/** A table and its rows; those before it have what they name. */
export type Step = [entity: EntityName<object>, rows: readonly object[]]

/** What hangs on tasks, and links between them; the tasks are there. */
export function stepsOfParts(tasks: readonly ImportedParts[], links: ImportRows['links']): Step[] {
  const checklists = tasks.flatMap((task) => task.checklists)
  return [
    [Checklist, checklists.map(({ row }) => row)], [ChecklistItem, checklists.flatMap(({ items }) => items.map(({ row }) => row))],
    [Comment, tasks.flatMap((task) => task.comments.map(({ row }) => row))],
    [Attachment, tasks.flatMap((task) => task.attachments.map(({ row }) => row))],
    [TaskLink, links.map(({ row }) => row)],
  ]
}

/** The importer hears of each chunk, and others get their turn. */
export async function insertSteps({ em }: Work, steps: readonly Step[], progress: Progress): Promise<void> {
  progress.begin(steps.reduce((sum, [, rows]) => sum + rows.length, 0))
  let done = 0
  for (const [entity, rows] of steps) {
    for (let start = 0; start < rows.length; start += CHUNK) {
      await progress.come('writing', done)
      const chunk = rows.slice(start, start + CHUNK)
      await em.insertMany(entity, chunk as EntityData<object>[] as Parameters<typeof em.insertMany<object>>[1])
      done += chunk.length
    }
  }
}
