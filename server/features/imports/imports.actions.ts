// Writes a planned board as a new project: rows in chunks, events as part events of one import, one transaction.
import type { EntityData, EntityName } from '@mikro-orm/core'
import { events } from '../../../shared/index.ts'
import type { ResponseOf } from '../../../shared/endpoint.ts'
import type { importEndpoints } from '../../../shared/features/imports.ts'
import { teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { Attachment } from '../attachments/attachment.entity.ts'
import { Checklist, ChecklistItem } from '../checklists/checklist.entity.ts'
import { Comment } from '../comments/comment.entity.ts'
import { Label } from '../labels/label.entity.ts'
import { announceProject, insertProject } from '../projects/projects.actions.ts'
import { Task, TaskLabel } from '../tasks/task.entity.ts'
import { presentStatus } from '../workflow/status.presenter.ts'
import { announceTasks } from './import-events.ts'
import { importRows, type ImportRows } from './import-rows.ts'
import type { ImportPlan } from './import-plan.ts'

const CHUNK = 500

/** Makes the project, or nothing at all. Only managers of the team and admins may (403), others do not see the team (404). */
export async function importBoard(work: Work, teamId: string, plan: ImportPlan): Promise<ResponseOf<typeof importEndpoints.importTrello>> {
  await query(work.em, `select set_config('statement_timeout', '60s', true) as timeout`)
  const { project, statuses } = await insertProject(work, {
    teamId, name: plan.name, description: '', status: 'active', priority: 'none',
    statuses: plan.statuses.length > 0 ? plan.statuses.map(({ name, category, color, archived }) => ({ name, category, color, archived })) : undefined,
  })
  const rows = importRows(work, plan, project, statuses)
  await insertRows(work, rows)
  await query(work.em, 'update projects set last_number = $3 where organization_id = $1::uuid and id = $2::uuid', [work.organizationId, project.id, plan.tasks.length])
  announceProject(work, project, [])
  await work.batch('import', async () => {
    const stream = teamStream(teamId)
    for (const status of statuses) work.append(stream, events.statusCreated, { status: presentStatus(status) })
    announceTasks(work, stream, rows)
  })
  return { projectId: project.id, counts: plan.counts, warnings: plan.warnings }
}

/** Parents before children. */
async function insertRows(work: Work, rows: ImportRows): Promise<void> {
  await insert(work, Label, rows.labels.map(({ row }) => row))
  await insert(work, Task, rows.tasks.map(({ row }) => row))
  await insert(work, TaskLabel, rows.tasks.flatMap((task) => task.labels))
  await insert(work, Checklist, rows.tasks.flatMap((task) => task.checklists.map(({ row }) => row)))
  await insert(work, ChecklistItem, rows.tasks.flatMap((task) => task.checklists.flatMap((checklist) => checklist.items.map(({ row }) => row))))
  await insert(work, Comment, rows.tasks.flatMap((task) => task.comments.map(({ row }) => row)))
  await insert(work, Attachment, rows.tasks.flatMap((task) => task.attachments.map(({ row }) => row)))
}

async function insert<T extends object>(work: Work, entity: EntityName<T>, rows: EntityData<T>[]): Promise<void> {
  for (let start = 0; start < rows.length; start += CHUNK) {
    await work.em.insertMany(entity, rows.slice(start, start + CHUNK) as Parameters<typeof work.em.insertMany<T>>[1])
  }
}
