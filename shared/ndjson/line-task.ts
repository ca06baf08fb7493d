// One line of a file as a task: what an export of a project writes, and what only imports can say (comments, checklists, links). Pure.
import { isWebAddress } from '../features/attachments.ts'
import { priorities } from '../features/priority.ts'
import { categories } from '../features/workflow.ts'
import type { Kin } from '../relations/planned-relations.ts'
import { linkFields, relationFields, roleOfField } from '../relations/relation-fields.ts'
import { LENGTHS, type Quota } from '../trello/import-limits.ts'
import type { PlannedTask } from '../trello/import-plan.ts'
import { countOf, type Warnings } from '../trello/import-warnings.ts'
import type { FoundLabels, FoundStatuses } from '../csv/found-names.ts'
import type { LineFields } from './line-fields.ts'

/** Others name the task by these; the new one has its own. */
const KEYS = ['key', 'id']
/** What a task of a new project has of its own, or what counts what is not in the file: said in exports, passed over here. */
const OF_ITS_OWN = [...KEYS, 'project', 'team', 'creator', 'checklistDone', 'checklistTotal']
export const LINE_FIELDS: ReadonlySet<string> = new Set([
  ...OF_ITS_OWN, 'title', 'description', 'status', 'category', 'priority', 'assignees', 'labels', 'due', 'start', 'created', 'updated', 'archived', 'progress',
  'estimateMinutes', 'estimatePoints', 'customFields', 'checklists', 'comments', 'attachments', ...relationFields,
])

export interface Sources {
  statuses: FoundStatuses
  labels: FoundLabels
  warnings: Warnings
  quotas: Record<'items' | 'comments' | 'attachments' | 'names' | 'links', Quota>
  now: string
}

/** What a project that is there takes otherwise than a new one. */
export interface Said { status: string; labels: readonly string[]; progress: number | null }

/** `done` is said by the kind of its status, unless `progress` says more. */
export function taskOfLine(line: LineFields, sources: Sources): { task: PlannedTask; said: Said; kin: Kin } {
  const { statuses, labels, quotas } = sources
  const statusName = line.text('status', LENGTHS.status).trim()
  const status = statuses.find(statusName, line.oneOf('category', categories) ?? '', line.at)
  const isDone = status.category === 'done'
  const progress = line.number('progress', { most: 100 })
  const isArchived = line.flag('archived')
  const named = (name: string, longest: number) => line.names(name, { most: 50, longest }).map((one) => {
    quotas.names.spend(line.at)
    return one
  })
  const updated = line.time('updated', '00:00')
  const labelNames = named('labels', LENGTHS.label)
  const task: PlannedTask = {
    title: line.text('title', LENGTHS.name, { isNeeded: true }), description: line.text('description', LENGTHS.prose), status: status.place,
    labels: [...new Set(labelNames.map((name) => labels.find(name, line.at)))], people: named('assignees', LENGTHS.person),
    dueAt: line.time('due', '23:59'), startAt: line.time('start', '00:00'), createdAt: line.time('created', '00:00'), archivedAt: isArchived ? updated ?? sources.now : null,
    priority: line.oneOf('priority', priorities) ?? 'none', done: isDone, progress: progress ?? (isDone ? 100 : 0),
    estimateMinutes: line.number('estimateMinutes', { most: 600_000 }), estimatePoints: line.number('estimatePoints', { most: 1000, step: 0.5 }),
    checklists: checklistsOf(line, sources), comments: commentsOf(line, sources), attachments: attachmentsOf(line, sources),
  }
  return { task, said: { status: statusName, labels: labelNames, progress }, kin: kinOf(line, sources) }
}

/** So many tasks one can name as one kind of link. */
const MOST_LINKED = 5_000

function kinOf(line: LineFields, { quotas }: Sources): Kin {
  const parent = line.text('parent', LENGTHS.name).trim()
  return {
    keys: KEYS.flatMap((name) => nameOf(line.value(name))), parent: parent === '' ? null : { key: parent, at: `${line.at}/parent` }, subtasks: [],
    links: linkFields.flatMap((field) => line.names(field, { most: MOST_LINKED, longest: LENGTHS.name }).map((key) => {
      quotas.links.spend(line.at)
      return { role: roleOfField[field], key, at: `${line.at}/${field}` }
    })),
  }
}

const nameOf = (value: unknown): string[] => (typeof value === 'string' || typeof value === 'number' ? [String(value)] : [])

const CHECKLIST = new Set(['title', 'items'])
const ITEM = new Set(['text', 'done'])
const COMMENT = new Set(['author', 'text', 'at'])
const LINK = new Set(['name', 'url'])

function checklistsOf(line: LineFields, { quotas }: Sources): PlannedTask['checklists'] {
  return line.objects('checklists', CHECKLIST).map((list) => {
    quotas.items.spend(line.at)
    return {
      title: list.text('title', LENGTHS.name, { isNeeded: true }),
      items: list.objects('items', ITEM).map((item) => {
        quotas.items.spend(line.at)
        return { text: item.text('text', LENGTHS.item, { isNeeded: true }), done: item.flag('done') }
      }),
    }
  })
}

function commentsOf(line: LineFields, { quotas, warnings, now }: Sources): PlannedTask['comments'] {
  if (isCounted(line, 'comments', warnings)) return []
  return line.objects('comments', COMMENT).map((comment) => {
    quotas.comments.spend(line.at)
    return { author: comment.text('author', LENGTHS.person).trim(), body: comment.text('text', LENGTHS.prose, { isNeeded: true }), at: comment.time('at', '00:00') ?? now }
  })
}

function attachmentsOf(line: LineFields, { quotas, warnings }: Sources): PlannedTask['attachments'] {
  if (isCounted(line, 'attachments', warnings)) return []
  return line.objects('attachments', LINK).flatMap((link) => {
    quotas.attachments.spend(line.at)
    const url = link.text('url', LENGTHS.url, { isNeeded: true })
    if (url && !isWebAddress(url)) link.refuse('/url', 'This is to be an address of http or https', 'invalid_format')
    if (!isWebAddress(url)) return []
    const { href, hostname } = new URL(url)
    return [{ name: link.text('name', LENGTHS.name).trim() || hostname, url: href }]
  })
}

/** Exports say how many there are; what they are is not in the file, and that is told. */
function isCounted(line: LineFields, name: 'comments' | 'attachments', warnings: Warnings): boolean {
  const value = line.value(name)
  if (typeof value !== 'number') return false
  const noun = name.slice(0, -1)
  if (value > 0) warnings.tally(`counted_${name}`, line.at, (count) => `${countOf(count, noun)} that the file only counts`, value)
  return true
}
