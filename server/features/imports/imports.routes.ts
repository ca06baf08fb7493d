// Routes of imports. The file is read outside any transaction; then all of it is written in one.
import { planCsvImport } from '../../../shared/csv/csv-plan.ts'
import { readCsv } from '../../../shared/csv/csv-text.ts'
import type { BodyOf, QueryOf, ResponseOf } from '../../../shared/endpoint.ts'
import { assignments, importEndpoints as endpoints, type ImportCounts } from '../../../shared/features/imports.ts'
import { planGithubImport } from '../../../shared/github/github-plan.ts'
import { LinesError } from '../../../shared/trello/import-plan.ts'
import { ImportError, planTrelloImport, type ImportPlan } from '../../../shared/trello/plan.ts'
import { route, type Request, type Route } from '../../http/context.ts'
import { now } from '../../kernel/clock.ts'
import { invalid, notFound, Problem } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { zoneOf } from '../tasks/task-conditions.ts'
import { Team } from '../teams/team.entity.ts'
import { fewLines } from './few-lines.ts'
import { Progress } from './import-progress.ts'
import type { Assigned } from './import-rows.ts'
import { importBoard } from './imports.actions.ts'
import { authorizeLines, bringLines, refuseTooMany } from './into-project.actions.ts'
import { readNdjson, type Read } from './read-ndjson.ts'

export const importRoutes: Route[] = [
  route(endpoints.importTrello, (request, { query, text }) => bring(request, query, (assigned) => ({ plan: planOf(() => planTrelloImport(text, new Set(assigned.keys()))) }))),
  route(endpoints.importCsv, (request, { query, body }) => bring(request, query, (_, zone) => ({ plan: csvPlan(body, zone) }))),
  route(endpoints.importGithub, (request, { query, text }) => bring(request, query, () => ({ plan: planOf(() => planGithubImport(text, now().toISOString())) }))),
  route(endpoints.importNdjson, (request, { query, stream }) => few(request, () => bring(request, query, (_, zone) => planOfLines(request, stream, query.name, zone)))),
  route(endpoints.importIntoProject, (request, { params, query, stream }) => few(request, () => bringInto(request, params.projectId, { bytes: stream, isDry: query.dryRun === 'true' }))),
  route(endpoints.previewNdjson, async (request, { query, stream }) => {
    const { zone } = await request.read((work) => importerIn(work, query.teamId))
    return few(request, async () => previewOf((await planOfLines(request, stream, query.name, zone)).plan))
  }),
  route(endpoints.previewGithub, async (request, { query, text }) => {
    await request.read((work) => importerIn(work, query.teamId))
    return previewOf(planOf(() => planGithubImport(text, now().toISOString())))
  }),
  route(endpoints.previewTrello, async (request, { query, text }) => {
    await request.read((work) => importerIn(work, query.teamId))
    return previewOf(planOf(() => planTrelloImport(text)))
  }),
  route(endpoints.previewCsv, async (request, { query, body }) => {
    const { zone } = await request.read((work) => importerIn(work, query.teamId))
    return previewOf(csvPlan(body, zone))
  }),
]

/** `digest` stands for a file that was read while it came. */
interface Planned { plan: ImportPlan; digest?: string }

/** Plans what a file brings and writes it in one transaction; the importer hears how far it is. */
async function bring(request: Request, query: Pick<QueryOf<typeof endpoints.importCsv>, 'teamId' | 'importId' | 'assign'>, read: (assigned: Assigned, zone: string) => Planned | Promise<Planned>): Promise<ResponseOf<typeof endpoints.importCsv>> {
  const assigned = assignedOf(query.assign)
  const importer = await request.read((work) => importerIn(work, query.teamId))
  const progress = new Progress(request.kernel, { ...importer, importId: query.importId, gone: request.http.req.raw.signal })
  try {
    await progress.come('reading', 0)
    const { plan, digest } = await read(assigned, importer.zone)
    const result = await request.transact((work) => importBoard(work, query.teamId, { plan, assigned, progress }), digest === undefined ? {} : { digest })
    progress.tell('done', 0)
    return result
  } catch (error) {
    progress.tell(progress.calledOff ? 'cancelled' : 'failed', 0)
    throw error
  }
}

function previewOf({ name, counts, warnings, statuses, tasks }: ImportPlan): ResponseOf<typeof endpoints.previewCsv> {
  return { name, counts: counts satisfies ImportCounts, warnings, statuses: statuses.map((status, index) => ({
    name: status.name, category: status.category, archived: status.archived, tasks: tasks.filter((task) => task.status === index).length,
  })) }
}

/** Each column has to be said what it becomes, so that none is lost by a shifted list. */
function csvPlan({ name, csv, columns }: BodyOf<typeof endpoints.importCsv>, zone: string): ImportPlan {
  return planOf(() => {
    const table = readCsv(csv)
    if (table.headers.length !== columns.length) throw invalid('/columns', `The file has ${table.headers.length} columns, ${columns.length} are named`)
    return planCsvImport(table, columns, name, { now: now().toISOString(), zone })
  })
}

/** Rights first, so that nobody else makes the server read a large file. */
async function importerIn(work: Work, teamId: string): Promise<Importer> {
  if (!await work.em.findOne(Team, { id: teamId })) throw notFound()
  authorize(work.actor, 'import.create', { teamId })
  return importerOf(work)
}

interface Importer { organizationId: string; membershipId: string; zone: string }

async function importerOf(work: Work): Promise<Importer> {
  const { organizationId, membershipId } = work.actor
  return { organizationId, membershipId, zone: await zoneOf(work) }
}

const few = <T>({ caller }: Request, bring: () => Promise<T>) => fewLines(caller!.organizationId, bring)

async function planOfLines(request: Request, bytes: AsyncIterable<Uint8Array>, name: string, zone: string): Promise<Planned> {
  const { lines, digest } = await linesOf(request, bytes, zone)
  return { plan: planOf(() => lines.plan(name)), digest }
}

/** The lines come in as one bulk change of the project. */
async function bringInto(request: Request, projectId: string, { bytes, isDry }: { bytes: AsyncIterable<Uint8Array>; isDry: boolean }): Promise<ResponseOf<typeof endpoints.importIntoProject>> {
  const { zone, ...importer } = await request.read(async (work) => {
    await authorizeLines(work, projectId)
    return importerOf(work)
  })
  const progress = new Progress(request.kernel, { ...importer, importId: undefined, gone: request.http.req.raw.signal })
  const { lines, digest } = await linesOf(request, bytes, zone)
  try {
    const read = lines.read()
    refuseTooMany(read)
    const { faults, warnings } = lines
    return await request.transact((work) => bringLines(work, projectId, { read, faults, warnings, progress }, isDry), { digest })
  } catch (error) {
    throw refusalOf(error)
  }
}

async function linesOf({ http }: Request, bytes: AsyncIterable<Uint8Array>, zone: string): Promise<Read> {
  const length = http.req.header('content-length')
  try {
    return await readNdjson({ bytes, announced: length === undefined ? null : Number(length) }, { now: now().toISOString(), zone })
  } catch (error) {
    throw refusalOf(error)
  }
}

function planOf(read: () => ImportPlan): ImportPlan {
  try {
    return read()
  } catch (error) {
    throw refusalOf(error)
  }
}

function refusalOf(error: unknown): unknown {
  if (!(error instanceof ImportError)) return error
  if (error.code === 'invalid_json') return new Problem('malformed_json', `${error.message} (at ${error.pointer})`)
  const errors = error instanceof LinesError ? [...error.faults] : [{ pointer: error.pointer, detail: error.message, code: error.code }]
  return new Problem('invalid_import', error.message, { errors })
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
