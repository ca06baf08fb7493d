// Issues and pull requests as the various exports of GitHub write them: its REST answers, `gh issue list --json`, and archives with `issues` and `pulls`.
import { ImportError } from '../trello/import-plan.ts'
import { storable } from '../trello/import-text.ts'

type Raw = Record<string, unknown>

export interface Comment { author: string; body: string; at: string | null }
export interface Milestone { name: string; dueOn: string | null; isClosed: boolean }
export interface Issue {
  number: number
  title: string
  url: string | null
  isPull: boolean
  state: 'open' | 'closed' | 'not_planned' | 'merged'
  author: string
  body: string
  labels: { name: string; color: string }[]
  assignees: string[]
  milestone: Milestone | null
  createdAt: string | null
  comments: Comment[]
  /** How many it had, where the file says so. */
  commentCount: number
  reviews: number
  /** Where in the file, as a JSON pointer. */
  at: string
}
export interface GithubFile { repository: string | null; issues: Issue[]; colors: Map<string, string> }

const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value)
const listOf = (value: unknown): Raw[] => (Array.isArray(value) ? value.filter(isRaw) : [])
const textOf = (value: unknown): string => (typeof value === 'string' ? storable(value) : '')
const timeOf = (value: unknown): string | null => {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isFinite(time) && time > 0 && time < 253_402_300_800_000 ? new Date(time).toISOString() : null
}
/** A login, or an object that has one. */
const loginOf = (value: unknown): string => (isRaw(value) ? textOf(value.login ?? value.name) : textOf(value))

/** Whether a value is issues of GitHub, rather than a board or anything else. */
export function looksLikeGithub(value: unknown): boolean {
  const first = (Array.isArray(value) ? value : isRaw(value) ? [...listOf(value.issues), ...listOf(value.pulls)] : []).find(isRaw)
  return first !== undefined && typeof first.number === 'number' && typeof first.title === 'string' && ('state' in first || 'body' in first)
}

/** Throws ImportError for what is none. */
export function readGithub(value: unknown): GithubFile {
  if (!looksLikeGithub(value)) throw new ImportError('invalid_board', 'The file has no issues of GitHub: a list of objects with number, title and state', '')
  const whole = isRaw(value) ? value : {}
  const lists: (readonly [string, unknown])[] = Array.isArray(value) ? [['', value]] : [['/issues', whole.issues], ['/pulls', whole.pulls]]
  const issues = lists.flatMap(([path, list]) => (Array.isArray(list) ? list : [])
    .flatMap((raw: unknown, index) => (isRaw(raw) ? [issueOf(raw, path === '/pulls', `${path}/${index}`)] : [])))
  const colors = new Map([...listOf(whole.labels).map((label) => [textOf(label.name), textOf(label.color)] as const), ...issues.flatMap(({ labels }) => labels.map(({ name, color }) => [name, color] as const)).filter(([, color]) => color)])
  return { repository: textOf(whole.repo) || issues.map(({ url }) => repositoryOf(url)).find(Boolean) || null, issues, colors }
}

const repositoryOf = (url: string | null) => /^https:\/\/github\.com\/([\w.-]+\/[\w.-]+)\//.exec(url ?? '')?.[1]

function issueOf(raw: Raw, isPull: boolean, at: string): Issue {
  const assignees = Array.isArray(raw.assignees) ? raw.assignees.map(loginOf) : [loginOf(raw.assignee)]
  const pull = isPull || raw.pull_request !== undefined || raw.isDraft !== undefined
  return {
    number: typeof raw.number === 'number' ? raw.number : 0, title: textOf(raw.title), url: webAddress(raw.html_url ?? raw.url), isPull: pull, state: stateOf(raw),
    author: loginOf(raw.user ?? raw.author), body: textOf(raw.body), labels: labelsOf(raw.labels), assignees: assignees.filter(Boolean), milestone: milestoneOf(raw.milestone),
    createdAt: timeOf(raw.created_at ?? raw.createdAt), comments: commentsOf(raw), commentCount: typeof raw.comments === 'number' ? raw.comments : 0,
    reviews: listOf(raw.reviews).length, at,
  }
}

const webAddress = (value: unknown): string | null => (/^https?:\/\/\S+$/.test(textOf(value)) ? textOf(value) : null)

function stateOf(raw: Raw): Issue['state'] {
  const state = textOf(raw.state).toLowerCase()
  const isMerged = state === 'merged' || raw.merged === true || Boolean(raw.merged_at ?? raw.mergedAt) || (isRaw(raw.pull_request) && Boolean(raw.pull_request.merged_at))
  if (isMerged) return 'merged'
  if (state !== 'closed') return 'open'
  return /not.?planned|duplicate/i.test(textOf(raw.state_reason ?? raw.stateReason)) ? 'not_planned' : 'closed'
}

const labelsOf = (value: unknown): Issue['labels'] => (Array.isArray(value) ? value : []).flatMap((label: unknown) => {
  const name = isRaw(label) ? textOf(label.name) : textOf(label)
  return name.trim() ? [{ name, color: isRaw(label) ? textOf(label.color) : '' }] : []
})

function milestoneOf(value: unknown): Milestone | null {
  const name = isRaw(value) ? textOf(value.title) : textOf(value)
  if (!name.trim()) return null
  const raw = isRaw(value) ? value : {}
  return { name, dueOn: timeOf(raw.due_on ?? raw.dueOn)?.slice(0, 10) ?? null, isClosed: textOf(raw.state).toLowerCase() === 'closed' }
}

const commentsOf = (raw: Raw): Comment[] => listOf(Array.isArray(raw.comments) ? raw.comments : raw.comments_list)
  .map((comment) => ({ author: loginOf(comment.user ?? comment.author), body: textOf(comment.body), at: timeOf(comment.created_at ?? comment.createdAt) }))
