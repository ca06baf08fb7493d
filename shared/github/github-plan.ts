// Issues of GitHub as the plan of an import: the same that a Trello board becomes. Pure, so that it can be tried before anything is written.
import { MOST_MILESTONES } from '../features/milestones.ts'
import { countPlan } from '../trello/import-counts.ts'
import { LENGTHS, LIMITS, Quota } from '../trello/import-limits.ts'
import type { ImportPlan, PlannedMilestone, PlannedStatus, PlannedTask } from '../trello/import-plan.ts'
import { cut, oneLine } from '../trello/import-text.ts'
import { countOf, Warnings } from '../trello/import-warnings.ts'
import { parseExport } from '../trello/trello.json.ts'
import { hueOf } from './github-hue.ts'
import { readGithub, type GithubFile, type Issue } from './github-issues.ts'

const STATUSES: readonly (PlannedStatus & { of: (issue: Issue) => boolean })[] = [
  { name: 'Open', category: 'todo', archived: false, color: 'sky', of: ({ state }) => state === 'open' },
  { name: 'Closed', category: 'done', archived: false, color: 'green', of: ({ state, isPull }) => state === 'closed' && !isPull },
  { name: 'Merged', category: 'done', archived: false, color: 'violet', of: ({ state }) => state === 'merged' },
  { name: 'Not planned', category: 'cancelled', archived: false, color: 'slate', of: ({ state, isPull }) => state === 'not_planned' && !isPull },
  { name: 'Closed without merging', category: 'cancelled', archived: false, color: 'berry', of: ({ state, isPull }) => isPull && (state === 'closed' || state === 'not_planned') },
]
const PULL = 'pull request'
const MOST_LABELS = 50

/** Throws ImportError when the text is not issues of GitHub, or holds too much. What has no time of its own gets `now`. */
export function planGithubImport(text: string, now: string): ImportPlan {
  return planGithub(readGithub(parseExport(text)), now)
}

export function planGithub(file: GithubFile, now: string): ImportPlan {
  const warnings = new Warnings()
  const statuses = STATUSES.filter((status, index) => index < 2 || file.issues.some(status.of))
  const labels = labelsOf(file, warnings)
  const quotas = { tasks: new Quota('tasks', LIMITS.tasks), comments: new Quota('comments', LIMITS.details) }
  const tasks = file.issues.toSorted((a, b) => a.number - b.number).map((issue) => taskOf(issue, { statuses, labels, warnings, quotas, now }))
  const content = {
    name: cut(oneLine(file.repository ?? 'GitHub issues'), LENGTHS.name), statuses: statuses.map(({ of: _, ...status }) => status),
    labels: [...labels].map(([, { name, color }]) => ({ name, color })), milestones: milestonesOf(file, warnings, now), tasks,
  }
  return { ...content, counts: countPlan(content), warnings: warnings.list() }
}

type Labels = Map<string, { name: string; color: ReturnType<typeof hueOf>; place: number }>

/** Names that differ in more than case, pull requests with one that says so. */
function labelsOf({ issues, colors }: GithubFile, warnings: Warnings): Labels {
  const labels: Labels = new Map()
  const quota = new Quota('labels', LIMITS.labels)
  for (const issue of issues) {
    for (const name of namesOf(issue)) {
      const key = keyOf(name)
      if (labels.has(key)) continue
      quota.spend(issue.at)
      if (oneLine(name).length > LENGTHS.label) warnings.add('text_cut', 'The name of a label was cut to 100 characters', issue.at)
      labels.set(key, { name: cut(oneLine(name), LENGTHS.label), color: hueOf(colors.get(name) ?? ''), place: labels.size })
    }
  }
  return labels
}

const namesOf = ({ labels, isPull }: Issue) => [...labels.map(({ name }) => name), ...(isPull ? [PULL] : [])]
const keyOf = (name: string) => cut(oneLine(name), LENGTHS.label).toLowerCase()

interface Context { statuses: typeof STATUSES; labels: Labels; warnings: Warnings; quotas: { tasks: Quota; comments: Quota }; now: string }

function taskOf(issue: Issue, { statuses, labels, warnings, quotas, now }: Context): PlannedTask {
  quotas.tasks.spend(issue.at)
  noteLosses(issue, warnings)
  const status = statuses.findIndex(({ of }) => of(issue))
  const places = [...new Set(namesOf(issue).map((name) => labels.get(keyOf(name))!.place))]
  if (places.length > MOST_LABELS) warnings.tally('too_many_labels', issue.at, (count) => `${countOf(count, 'label')} of tasks with more than ${MOST_LABELS} are left out`, places.length - MOST_LABELS)
  return {
    title: cut(oneLine(issue.title), LENGTHS.name) || `#${issue.number}`, description: cut(descriptionOf(issue), LENGTHS.prose), status, archivedAt: null,
    labels: places.slice(0, MOST_LABELS), dueAt: null, startAt: null, done: statuses[status]!.category === 'done', createdAt: issue.createdAt,
    people: [...new Set(issue.assignees.map((name) => cut(oneLine(name), LENGTHS.person)))], checklists: [],
    comments: issue.comments.filter(({ body }) => body.trim() !== '').map(({ author, body, at }) => {
      quotas.comments.spend(issue.at)
      return { author: cut(oneLine(author), LENGTHS.person), body: cut(body, LENGTHS.prose), at: at ?? issue.createdAt ?? now }
    }),
    attachments: issue.url && issue.url.length <= LENGTHS.url ? [{ name: `#${issue.number}`, url: issue.url }] : [],
  }
}

/** Who wrote it and its milestone stand below: a task has no place of its own for them. */
function descriptionOf({ number, author, milestone, body }: Issue): string {
  const facts = [`#${number}${author && ` by ${author}`}`, ...(milestone ? [`Milestone: ${oneLine(milestone.name)}`] : [])]
  return [body.trim(), facts.join('  \n')].filter(Boolean).join('\n\n')
}

function noteLosses({ comments, commentCount, reviews, at }: Issue, warnings: Warnings): void {
  const missing = commentCount - comments.length
  if (missing > 0) warnings.tally('missing_comments', at, (count) => `${countOf(count, 'comment')} are counted but not in the file`, missing)
  if (reviews > 0) warnings.tally('reviews', at, (count) => `${countOf(count, 'review')} of pull requests are left out`, reviews)
}

function milestonesOf({ issues }: GithubFile, warnings: Warnings, now: string): PlannedMilestone[] {
  const found = new Map(issues.flatMap(({ milestone }) => (milestone ? [[milestone.name, milestone] as const] : [])))
  if (found.size > MOST_MILESTONES) warnings.add('too_many_milestones', `A project has at most ${MOST_MILESTONES} milestones, the others stay behind`, '')
  return [...found.values()].slice(0, MOST_MILESTONES).map(({ name, dueOn, isClosed }) => ({ name: cut(oneLine(name), LENGTHS.status), dueOn, doneAt: isClosed ? now : null }))
}
