// Search: tasks and comments by their words, files and projects by their names, in all that the asker may read.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id, line } from '../ids.ts'
import { boardTask } from './tasks.ts'
import { category } from './workflow.ts'

/** A piece of text; `found` where it is one of the asked words. Pieces joined give the text. */
export const excerptPart = z.strictObject({ text: z.string(), found: z.boolean() })
export type ExcerptPart = z.infer<typeof excerptPart>

export const searchHit = z.strictObject({
  task: boardTask,
  category: category.describe('Of the status that the task stands in'),
  place: z.enum(['key', 'title', 'description', 'comment']).describe('Where the words stand'),
  commentId: id.nullable().describe('The comment, where `place` says so'),
  excerpt: z.array(excerptPart).describe('The text around the first found word; empty for a key or title'),
})
export type SearchHit = z.infer<typeof searchHit>

export const foundFile = z.strictObject({
  id, kind: z.enum(['link', 'file']), name: line(), url: z.string().nullable().describe('Of a link'),
  task: z.strictObject({ id, key: z.string(), title: line() }).nullable().describe('Null for a file of a project or team itself'),
  projectId: id.nullable().describe('Null for a file of a team itself'), teamId: id,
})
export type FoundFile = z.infer<typeof foundFile>

export const searchAnswer = z.strictObject({
  tasks: z.array(searchHit).describe('Best first; each task once'),
  projects: z.array(z.strictObject({ id, key: z.string(), name: line(), teamId: id })).describe('By the words of name and description, or a part of name or key; five at most'),
  files: z.array(foundFile).describe('Files and links of tasks, projects and teams by the words of their names, best first; ten at most'),
  similar: z.array(z.string()).describe('Words of what was found that are like the typed ones. They are looked for when the typed ones find little'),
  more: z.boolean().describe('Whether there are more tasks than were asked for'),
})
export type SearchAnswer = z.infer<typeof searchAnswer>

export const searchEndpoints = {
  search: endpoint({
    id: 'search', tag: 'Search', access: 'member', method: 'GET', path: '/api/search', scope: 'tasks:read', permission: 'task.read',
    summary: 'Find tasks by the words of title, description and comments, by key, files and projects by name; with typing errors too', status: 200,
    query: z.strictObject({
      q: line(200).describe('Words, each of which may be the beginning of one; "in quotes" they follow each other; -word must not be there'),
      teamId: id.optional(), projectId: id.optional(),
      archived: z.enum(['true', 'false']).default('false').describe('`true`: archived tasks and those of archived projects too'),
      limit: z.coerce.number().int().min(1).max(50).default(20),
    }),
    response: searchAnswer,
  }),
}
