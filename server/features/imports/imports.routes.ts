// Routes of imports. The file is read outside any transaction; then all of it is written in one.
import { importEndpoints as endpoints, type ImportCounts } from '../../../shared/features/imports.ts'
import { route, type Request, type Route } from '../../http/context.ts'
import { notFound, Problem } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { Team } from '../teams/team.entity.ts'
import { importBoard } from './imports.actions.ts'
import { ImportError, planTrelloImport, type ImportPlan } from './trello.ts'

export const importRoutes: Route[] = [
  route(endpoints.importTrello, async (request, { query, text }) => {
    const plan = await planFor(request, query.teamId, text)
    return request.transact((work) => importBoard(work, query.teamId, plan))
  }),
  route(endpoints.previewTrello, async (request, { query, text }) => {
    const plan = await planFor(request, query.teamId, text)
    const { name, counts, warnings } = plan
    return { name, counts: counts satisfies ImportCounts, warnings, statuses: plan.statuses.map((status, index) => ({
      name: status.name, category: status.category, archived: status.archived, tasks: plan.tasks.filter((task) => task.status === index).length,
    })) }
  }),
]

/** Rights first, so that nobody else makes the server read a large file. */
async function planFor(request: Request, teamId: string, text: string): Promise<ImportPlan> {
  await request.read((work) => refuseOthers(work, teamId))
  try {
    return planTrelloImport(text)
  } catch (error) {
    if (!(error instanceof ImportError)) throw error
    if (error.code === 'invalid_json') throw new Problem('malformed_json', `${error.message} (at ${error.pointer})`)
    throw new Problem('invalid_import', error.message, { errors: [{ pointer: error.pointer, detail: error.message, code: error.code }] })
  }
}

async function refuseOthers(work: Work, teamId: string): Promise<void> {
  if (!await work.em.findOne(Team, { id: teamId })) throw notFound()
  authorize(work.actor, 'import.create', { teamId })
}
