// Routes of imports. The file is read outside any transaction; then all of it is written in one.
import { assignments, importEndpoints as endpoints, type ImportCounts } from '../../../shared/features/imports.ts'
import { ImportError, planTrelloImport, type ImportPlan } from '../../../shared/trello/plan.ts'
import { route, type Route } from '../../http/context.ts'
import { notFound, Problem } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { Team } from '../teams/team.entity.ts'
import { Progress } from './import-progress.ts'
import type { Assigned } from './import-rows.ts'
import { importBoard } from './imports.actions.ts'

export const importRoutes: Route[] = [
  route(endpoints.importTrello, async (request, { query, text }) => {
    const assigned = assignedOf(query.assign)
    const importer = await request.read((work) => importerIn(work, query.teamId))
    const progress = new Progress(request.kernel, { ...importer, importId: query.importId, gone: request.http.req.raw.signal })
    try {
      await progress.come('reading', 0)
      const plan = planOf(text, assigned)
      const result = await request.transact((work) => importBoard(work, query.teamId, { plan, assigned, progress }))
      progress.tell('done', 0)
      return result
    } catch (error) {
      progress.tell(progress.calledOff ? 'cancelled' : 'failed', 0)
      throw error
    }
  }),
  route(endpoints.previewTrello, async (request, { query, text }) => {
    await request.read((work) => importerIn(work, query.teamId))
    const plan = planOf(text)
    const { name, counts, warnings } = plan
    return { name, counts: counts satisfies ImportCounts, warnings, statuses: plan.statuses.map((status, index) => ({
      name: status.name, category: status.category, archived: status.archived, tasks: plan.tasks.filter((task) => task.status === index).length,
    })) }
  }),
]

/** Rights first, so that nobody else makes the server read a large file. */
async function importerIn(work: Work, teamId: string): Promise<{ organizationId: string; membershipId: string }> {
  if (!await work.em.findOne(Team, { id: teamId })) throw notFound()
  authorize(work.actor, 'import.create', { teamId })
  return work.actor
}

function planOf(text: string, assigned: Assigned = new Map()): ImportPlan {
  try {
    return planTrelloImport(text, new Set(assigned.keys()))
  } catch (error) {
    if (!(error instanceof ImportError)) throw error
    if (error.code === 'invalid_json') throw new Problem('malformed_json', `${error.message} (at ${error.pointer})`)
    throw new Problem('invalid_import', error.message, { errors: [{ pointer: error.pointer, detail: error.message, code: error.code }] })
  }
}

function assignedOf(given: string | undefined): Assigned {
  if (given === undefined) return new Map()
  const parsed = assignments.safeParse(parsedJson(given))
  if (parsed.success) return new Map(Object.entries(parsed.data))
  const detail = parsed.error.issues[0]?.message ?? 'Not an object of names and ids'
  throw new Problem('validation_failed', `?assign: ${detail}`, { errors: [{ pointer: '?assign', detail, code: 'invalid_format' }] })
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
