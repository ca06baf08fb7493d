// Imports: boards brought from elsewhere, all or nothing.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { csvTargets } from '../csv/csv-columns.ts'
import { id, line } from '../ids.ts'
import { LIMITS } from '../trello/import-limits.ts'

const openArchived = z.strictObject({ open: z.int(), archived: z.int() })

export const importCounts = z.strictObject({
  statuses: openArchived, tasks: openArchived, labels: z.int(), milestones: z.int().optional().describe('Of GitHub'), customFields: z.int().optional().describe('Of a table'),
  subtasks: z.int().optional().describe('Tasks below another one'), links: z.int().optional().describe('Between tasks: what blocks, relates to or duplicates what'), checklists: z.int(),
  checklistItems: z.strictObject({ done: z.int(), open: z.int() }), comments: z.int(), attachments: z.int(),
})
export type ImportCounts = z.infer<typeof importCounts>
/** `count` tells of how many places the line speaks, where it is more than one. */
export const importWarning = z.strictObject({
  code: z.string(), message: z.string(), where: z.string().optional(), count: z.int().optional(),
})

/** A CSV file with what each of its columns becomes. */
export const csvInput = z.strictObject({
  name: line(500).describe('Of the new project'), csv: z.string().min(1).max(LIMITS.characters),
  columns: z.array(z.enum(csvTargets)).min(1).max(1000).describe('For each column of the first row, in its order'),
})

/** What an import that runs has come to. Until `done` nothing of it is visible to anybody. */
export const importProgress = z.strictObject({
  importId: z.uuid(), phase: z.enum(['reading', 'writing', 'finishing', 'done', 'cancelled', 'failed']), done: z.int(), total: z.int(),
})
export type ImportProgress = z.infer<typeof importProgress>

export const importResult = z.strictObject({ projectId: id, counts: importCounts, warnings: z.array(importWarning) })
export const importPreview = z.strictObject({
  name: z.string(), counts: importCounts, warnings: z.array(importWarning),
  statuses: z.array(z.strictObject({ name: z.string(), category: z.string(), archived: z.boolean(), tasks: z.int() })),
})

const importQuery = z.strictObject({
  teamId: id,
  importId: z.uuid().optional().describe('The sockets of the importer hear of the progress under this id (import:progress)'),
  assign: z.string().max(8000).optional()
    .describe('Who is who, as JSON: names of the file to ids of members of the team. They get the tasks of these names'),
})

/** The most people that can be named as members of the team. */
export const MOST_ASSIGNED = 100
export const assignments = z.record(z.string().min(1).max(200), id).refine((given) => Object.keys(given).length <= MOST_ASSIGNED)

const trello = {
  tag: 'Imports', access: 'member', scope: 'projects:write', permission: 'import.create', method: 'POST',
  rawBody: { maxBytes: 32 * 1024 * 1024, description: 'A Trello board, exported as JSON' },
  errors: ['invalid_import', 'payload_too_large'],
} as const

const github = { ...trello, rawBody: { maxBytes: 32 * 1024 * 1024, description: 'Issues and pull requests: the answer of GitHub\'s `GET /repos/{owner}/{repo}/issues`, of `gh issue list --json`, or an archive with `issues` and `pulls`' } } as const

const csv = { tag: 'Imports', access: 'member', scope: 'projects:write', permission: 'import.create', method: 'POST', maxBytes: 34 * 1024 * 1024, errors: ['invalid_import'] } as const

const ndjson = {
  tag: 'Imports', access: 'member', scope: 'projects:write', permission: 'import.create', method: 'POST', transaction: 'own',
  streamBody: { types: ['application/x-ndjson'], maxBytes: 64 * 1024 * 1024, description: 'Tasks, one JSON object a line, as `GET /api/tasks/export?format=ndjson` writes them: up to 20,000 lines of 1 MiB, 64 MiB in all' },
  errors: ['invalid_import'],
} as const
const named = { name: line(500).default('Import').describe('Of the new project') }

export const importEndpoints = {
  importNdjson: endpoint({
    ...ndjson, id: 'importNdjson', path: '/api/imports/ndjson', query: importQuery.extend(named), summary: 'Import tasks, a line of JSON each, as a new project, all or nothing; they are read while they come',
    status: 201, response: importResult,
  }),
  importIntoProject: endpoint({
    ...ndjson, id: 'importIntoProject', path: '/api/projects/{projectId}/imports/ndjson', scope: 'tasks:write', permission: 'task.create', params: z.strictObject({ projectId: id }),
    query: z.strictObject({ dryRun: z.enum(['true', 'false']).default('false').describe('`true`: everything is checked, nothing is kept') }),
    summary: 'Import tasks, a line of JSON each, into a project, all or nothing, as one bulk change of up to 5,000 changes', status: 200,
    response: z.strictObject({ dryRun: z.boolean(), tasks: z.int(), correlationId: id.describe('Undoing this takes all of them back'), warnings: z.array(importWarning).describe('What is left behind') }),
  }),
  previewNdjson: endpoint({
    ...ndjson, id: 'previewNdjson', path: '/api/imports/ndjson/preview', query: z.strictObject({ teamId: id, ...named }), summary: 'What an import of lines would bring, without importing',
    status: 200, response: importPreview,
  }),
  importCsv: endpoint({
    ...csv, id: 'importCsv', path: '/api/imports/csv', query: importQuery, body: csvInput, summary: 'Import a CSV file as a new project, all or nothing',
    status: 201, response: importResult, transaction: 'own',
  }),
  previewCsv: endpoint({
    ...csv, id: 'previewCsv', path: '/api/imports/csv/preview', query: z.strictObject({ teamId: id }), body: csvInput,
    summary: 'What an import of a CSV file would bring, without importing', status: 200, response: importPreview, transaction: 'own',
  }),
  importGithub: endpoint({
    ...github, id: 'importGithub', path: '/api/imports/github', query: importQuery, summary: 'Import issues of GitHub as a new project, all or nothing',
    status: 201, response: importResult, transaction: 'own',
  }),
  previewGithub: endpoint({
    ...github, id: 'previewGithub', path: '/api/imports/github/preview', query: z.strictObject({ teamId: id }), summary: 'What an import of issues would bring, without importing',
    status: 200, response: importPreview, transaction: 'own',
  }),
  importTrello: endpoint({
    ...trello, id: 'importTrello', path: '/api/imports/trello', query: importQuery, summary: 'Import a Trello board as a new project, all or nothing',
    status: 201, response: importResult, transaction: 'own',
  }),
  previewTrello: endpoint({
    ...trello, id: 'previewTrello', path: '/api/imports/trello/preview', query: z.strictObject({ teamId: id }), summary: 'What an import would bring, without importing',
    status: 200, response: importPreview, transaction: 'own',
  }),
}
