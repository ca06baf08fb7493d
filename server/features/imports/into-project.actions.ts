// Brings lines into a project that is there, as one bulk change: its rules, its limits, its events, its undo.
import type { ResponseOf } from '../../../shared/endpoint.ts'
import type { importEndpoints } from '../../../shared/features/imports.ts'
import type { ReadLine } from '../../../shared/ndjson/ndjson-plan.ts'
import { LinesError, type Fault } from '../../../shared/trello/import-plan.ts'
import { Problem } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { loadProject } from '../projects/load-project.ts'
import { bulkTasks } from '../tasks/bulk.actions.ts'
import { Team } from '../teams/team.entity.ts'
import { settingsOf } from '../teams/team.presenter.ts'
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

/** All lines, or none: LinesError names every wrong one. `faults` tells those that were found while their names were looked up. */
export async function bringLines(
  work: Work, projectId: string, { read, faults, isDry }: { read: readonly ReadLine[]; faults: () => readonly Fault[]; isDry: boolean },
): Promise<ResponseOf<typeof importEndpoints.importIntoProject>> {
  const project = await authorizeLines(work, projectId)
  const names = await readProjectNames(work, project)
  const named = operationsOf(read, projectId, names)
  const [first, ...others] = faults()
  if (first) throw new LinesError([first, ...others])
  if (named.operations.length > MOST_INTO_PROJECT) {
    throw new LinesError([{ pointer: named.lines[MOST_INTO_PROJECT]!.at, detail: `A project takes ${MOST_INTO_PROJECT} tasks at once; archived ones count twice`, code: 'too_large' }])
  }
  const { correlationId, dryRun } = await bulkTasks(work, { mode: 'atomic', dryRun: isDry, operations: named.operations }).catch((error: unknown) => {
    throw error instanceof Problem && error.code === 'bulk_failed' ? refusalOf(error, named, names) : error
  })
  return { dryRun, correlationId, tasks: read.length }
}

const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1')
const FIELDS: Record<string, string> = { statusId: 'status', assigneeIds: 'assignees', labelIds: 'labels', dueAt: 'due', startAt: 'start' }

/** The places of operations as those of the lines that they were made of. */
function refusalOf({ details: { errors = [] } }: Problem, { lines }: LineOperations, { fields }: ProjectNames): LinesError {
  const [first, ...others] = errors.map(({ pointer, detail, code }): Fault => {
    const [, , index = '0', field = '', ...rest] = pointer.split('/')
    const line = lines[Number(index)]!
    const place = field === '' ? (code === 'wip_limit_reached' ? ['status'] : []) : [FIELDS[field] ?? field, ...rest.map((part) => escaped(fields.find(({ id }) => id === part)?.name ?? part))]
    return { pointer: [line.at, ...place].join('/'), detail, code }
  })
  return new LinesError([first ?? { pointer: '', detail: 'The lines were refused', code: 'bulk_failed' }, ...others])
}
