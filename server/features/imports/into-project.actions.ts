// Brings lines into a project that is there, as one bulk change: its rules, its limits, its events, its undo.
import type { ResponseOf } from '../../../shared/endpoint.ts'
import type { BulkResult } from '../../../shared/features/tasks.ts'
import type { importEndpoints } from '../../../shared/features/imports.ts'
import type { ReadLines } from '../../../shared/ndjson/ndjson-plan.ts'
import { escaped } from '../../../shared/ndjson/line-fields.ts'
import { LinesError, type Fault, type ImportWarning, type PlannedTask } from '../../../shared/trello/import-plan.ts'
import { forbidden, Problem } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { admitScope, authorize, can } from '../../policy/policy.ts'
import { loadProject } from '../projects/load-project.ts'
import { bulkTasks } from '../tasks/bulk.actions.ts'
import { Team } from '../teams/team.entity.ts'
import { settingsOf } from '../teams/team.presenter.ts'
import { bringParts } from './bring-parts.ts'
import type { Progress } from './import-progress.ts'
import { operationsOf, type LineOperations } from './line-operations.ts'
import { readProjectNames, type ProjectNames } from './project-names.ts'

/** As many as one bulk change does. */
export const MOST_INTO_PROJECT = 5_000

/** Throws 404 where the project is hidden, 403 where one may not make tasks in it. */
export async function authorizeLines(work: Work, projectId: string): Promise<{ id: string; teamId: string }> {
  const { team: { id: teamId } } = await loadProject(work, projectId, 'project.read')
  const team = await work.em.findOneOrFail(Team, { id: teamId })
  authorize(work.actor, 'task.create', { teamId, settings: settingsOf(team) })
  return { id: projectId, teamId }
}

export interface Lines { read: ReadLines; faults: readonly Fault[]; warnings: ImportWarning[]; progress: Progress }

/** Before anything is looked up: more than a bulk change does, and than one undo takes back, is refused. */
export function refuseTooMany({ tasks, relations }: ReadLines): void {
  let changes = relations.links.length
  for (const { task, line } of tasks) {
    changes += (task.archivedAt === null ? 1 : 2) + countOfParts(task)
    if (changes > MOST_INTO_PROJECT) throw new LinesError([{ pointer: line.at, detail: `A project takes ${MOST_INTO_PROJECT} changes at once: a task is one, an archived one two, and what hangs on tasks and each link between them counts as well`, code: 'too_large' }])
  }
}

const countOfParts = ({ checklists, comments, attachments }: PlannedTask): number =>
  checklists.reduce((sum, { items }) => sum + 1 + items.length, comments.length + attachments.length)

/** They tell what others said, so they are for whoever may import at all: of people and of tokens. */
function refuseComments({ actor }: Work, teamId: string, { tasks }: ReadLines): void {
  const commented = tasks.filter(({ task }) => task.comments.length > 0)
  if (commented.length > 0 && can(actor, 'import.create', { teamId })) return admitScope(actor, 'projects:write')
  for (const { line } of commented) line.refuse('/comments', 'What others said is brought in by the manager of the team or an admin', 'forbidden')
}

/** All lines, or none: LinesError names the wrong ones, among `faults` those too that are found while their names are looked up. */
export async function bringLines(work: Work, projectId: string, { read, faults, warnings, progress }: Lines, isDry: boolean): Promise<ResponseOf<typeof importEndpoints.importIntoProject>> {
  const project = await authorizeLines(work, projectId)
  const names = await readProjectNames(work, project)
  const named = operationsOf(read, projectId, names, faults)
  refuseComments(work, project.teamId, read)
  const [first, ...others] = faults
  if (first) throw new LinesError([first, ...others])
  const tasks = read.tasks.map(({ task }) => task)
  const { correlationId, dryRun } = await work.batch('bulk', async () => {
    const answer = await bulkTasks(work, { mode: 'atomic', dryRun: isDry, operations: named.operations }).catch((error: unknown) => {
      throw error instanceof Problem && error.code === 'bulk_failed' ? refusalOf(error, named, names) : error
    })
    const keys = new Map(answer.results.map(({ taskId, key }) => [taskId, key]))
    const places = named.ids.map((taskId, index) => ({ taskId, projectId, key: keys.get(taskId)!, title: tasks[index]!.title }))
    await bringParts(work, { teamId: project.teamId, places, tasks, links: read.relations.links }, progress)
    return answer
  })
  return { dryRun, correlationId, tasks: tasks.length, warnings }
}

const FIELDS: Record<string, string> = { statusId: 'status', assigneeIds: 'assignees', labelIds: 'labels', dueAt: 'due', startAt: 'start', parentId: 'parent' }

/** The places of operations as those of the lines that they were made of; a right that is missing is no fault of a line. */
function refusalOf({ details: { errors = [], data } }: Problem, { lines }: LineOperations, { fields }: ProjectNames): Problem | LinesError {
  const denied = (data?.results as BulkResult[] | undefined)?.find(({ error }) => error?.status === 403)
  if (denied) return forbidden(denied.error!.detail)
  const [first, ...others] = errors.map(({ pointer, detail, code }): Fault => {
    const [, , index = '0', field = '', ...rest] = pointer.split('/')
    const line = lines[Number(index)]!
    const place = field === '' ? (code === 'wip_limit_reached' ? ['status'] : []) : [FIELDS[field] ?? field, ...rest.map((part) => escaped(fields.meant(part)[0]?.name ?? part))]
    return { pointer: [line.at, ...place].join('/'), detail, code }
  })
  return new LinesError([first ?? { pointer: '', detail: 'The lines were refused', code: 'bulk_failed' }, ...others])
}
