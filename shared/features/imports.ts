// Imports: boards brought from elsewhere, all or nothing.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id } from '../ids.ts'

const openArchived = z.strictObject({ open: z.int(), archived: z.int() })

export const importCounts = z.strictObject({
  statuses: openArchived, tasks: openArchived, labels: z.int(), checklists: z.int(),
  checklistItems: z.strictObject({ done: z.int(), open: z.int() }), comments: z.int(), attachments: z.int(),
})
export type ImportCounts = z.infer<typeof importCounts>
export const importWarning = z.strictObject({ code: z.string(), message: z.string(), where: z.string().optional() })

export const importResult = z.strictObject({ projectId: id, counts: importCounts, warnings: z.array(importWarning) })
export const importPreview = z.strictObject({
  name: z.string(), counts: importCounts, warnings: z.array(importWarning),
  statuses: z.array(z.strictObject({ name: z.string(), category: z.string(), archived: z.boolean(), tasks: z.int() })),
})

const trello = {
  tag: 'Imports', access: 'member', scope: 'projects:write', permission: 'import.create', method: 'POST',
  query: z.strictObject({ teamId: id }), rawBody: { maxBytes: 32 * 1024 * 1024, description: 'A Trello board, exported as JSON' },
  errors: ['invalid_import', 'payload_too_large'],
} as const

export const importEndpoints = {
  importTrello: endpoint({
    ...trello, id: 'importTrello', path: '/api/imports/trello', summary: 'Import a Trello board as a new project, all or nothing',
    status: 201, response: importResult, transaction: 'own',
  }),
  previewTrello: endpoint({
    ...trello, id: 'previewTrello', path: '/api/imports/trello/preview', summary: 'What an import would bring, without importing',
    status: 200, response: importPreview, transaction: 'own',
  }),
}
