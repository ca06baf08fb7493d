// A sample project, made through the API like anybody's: a dozen tasks with labels, people, dates around today, a
// checklist and a text, in the page's language.
import type { Stores } from '../../client.svelte.ts'
import type { BulkOperation } from '../../../shared/features/tasks.ts'
import type { Priority } from '../../../shared/features/priority.ts'
import { newId } from '../../lib/ids.ts'
import { teamsWith } from '../../shell/may.ts'
import { clock, instantOf, todayIn, zone } from '../../ui/index.ts'
import { t } from './words.ts'

const titles = ['sample.task1', 'sample.task2', 'sample.task3', 'sample.task4', 'sample.task5', 'sample.task6', 'sample.task7',
  'sample.task8', 'sample.task9', 'sample.task10', 'sample.task11', 'sample.task12'] as const
const hues = { design: 'violet', text: 'teal', bug: 'red', legal: 'slate' } as const
type LabelName = keyof typeof hues
interface Plan { step: number; labels?: LabelName[]; priority?: Priority; due?: number; mine?: true }

/** Where each task stands in the default workflow, and when it is due, in days from today. */
const plans: Plan[] = [
  { step: 0 }, { step: 0, priority: 'low' }, { step: 0, due: 12 },
  { step: 1, labels: ['text'], due: 1, mine: true, priority: 'high' }, { step: 1, labels: ['design'], due: 4 },
  { step: 1, labels: ['legal', 'text'], due: 6, priority: 'medium' },
  { step: 2, labels: ['design'], due: 2, mine: true }, { step: 2, labels: ['bug'], priority: 'urgent', due: -1, mine: true },
  { step: 3, priority: 'medium', due: 3 }, { step: 3, labels: ['design'] },
  { step: 4, mine: true }, { step: 4 },
]
const WITH_CHECKLIST = 3

/** Makes it in the first team that one may use, or in a new one; returns its id. */
export async function makeSample(stores: Stores): Promise<string> {
  const { api } = stores
  const team = teamsWith(stores, 'project.create')[0]
  const teamId = team?.id ?? (await api.call('createTeam', { body: { name: t('sample.team') } })).data.id
  const { data: project } = await api.call('createProject', { body: { name: t('sample.project'), teamId } })
  const params = { projectId: project.id }
  const [board, ...labels] = await Promise.all([api.call('readBoard', { params }), ...Object.entries(hues).map(([name, color]) =>
    api.call('createLabel', { params, body: { name: t(`sample.${name as LabelName}`), color } }))])
  const labelIds = Object.fromEntries(Object.keys(hues).map((name, index) => [name, labels[index]!.data.id]))
  const statusIds = board.data.statuses.map(({ id }) => id)
  const operations = plans.map((plan, index) => operation(stores, { projectId: project.id, labelIds, statusIds }, plan, index))
  await api.call('bulkTasks', { body: { mode: 'atomic', operations } })
  await addChecklist(stores, operations[WITH_CHECKLIST]!.id!)
  return project.id
}

type Create = Extract<BulkOperation, { op: 'create' }>
interface Places { projectId: string; labelIds: Record<string, string>; statusIds: string[] }

function operation({ session }: Stores, places: Places, { step, labels = [], priority = 'none', due, mine }: Plan, index: number): Create {
  const today = todayIn(zone.name, clock.now)
  return {
    op: 'create', ref: String(index), id: newId(), projectId: places.projectId, title: t(titles[index]!),
    description: index === WITH_CHECKLIST ? t('sample.description') : '', statusId: places.statusIds[Math.min(step, places.statusIds.length - 1)],
    labelIds: labels.map((name) => places.labelIds[name]!), priority, assigneeIds: mine && session.membershipId ? [session.membershipId] : [],
    startAt: null, dueAt: due === undefined ? null : instantOf(dayAfter(today, due), zone.name), progress: 0,
  }
}

function dayAfter(today: string, days: number): string {
  const day = new Date(`${today}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + days)
  return day.toISOString().slice(0, 10)
}

async function addChecklist({ api }: Stores, taskId: string): Promise<void> {
  const { data } = await api.call('createChecklist', { params: { taskId }, body: { title: t('sample.checklist') } })
  const params = { checklistId: data.id }
  for (const [text, done] of [[t('sample.item1'), true], [t('sample.item2'), false], [t('sample.item3'), false]] as const) {
    await api.call('createChecklistItem', { params, body: { text, done } })
  }
}
