// Fills a project from its file: workflow and labels by the manager, tasks by the team in turns, comments by who wrote them.
import type { CustomField } from '../../../shared/features/custom-fields.ts'
import { hues } from '../../../shared/features/labels.ts'
import { emptyDepth } from '../../../shared/features/projects.ts'
import type { FieldValue } from '../../../shared/field-values.ts'
import { createChecklist } from '../checklists/checklists.actions.ts'
import { createChecklistItem } from '../checklists/checklist-items.actions.ts'
import { createComment } from '../comments/comments.actions.ts'
import { createCustomField } from '../custom-fields/custom-fields.actions.ts'
import { createLabel } from '../labels/labels.actions.ts'
import { setProjectMember } from '../project-members/project-members.actions.ts'
import { createProject } from '../projects/projects.actions.ts'
import { createTask } from '../tasks/create-task.actions.ts'
import { archiveTask } from '../tasks/shelve-task.actions.ts'
import { readBoard } from '../projects/board.queries.ts'
import type { Work } from '../../kernel/work.ts'
import type { DemoTeam } from './company.ts'
import { readProjectFile, type WrittenProject, type WrittenTask } from './project-file.ts'
import type { Staff } from './staff.ts'

/** So many tasks are made in a row by one person. */
const TURN = 9
const DAY_MS = 24 * 60 * 60 * 1000
/** Deadlines are in the afternoon. */
const DUE_HOUR = 15
/** Of a week, by the place in the team: some of those who are in two teams have too many. */
const HOURS = [6, 16, 14, 12, 10, 8]

interface Place { staff: Staff; projectId: string; statusIds: string[]; labelIds: Map<string, string>; fields: Map<string, CustomField> }

/** Resolves to the number of tasks. */
export async function fillProject(staff: Staff, team: DemoTeam, teamId: string, file: string): Promise<number> {
  const written = readProjectFile(file)
  const place = await foundProject(staff, team, teamId, written)
  const authors = [team.manager, ...team.members]
  const taskIds: string[] = []
  for (let start = 0; start < written.tasks.length; start += TURN) {
    const turn = written.tasks.slice(start, start + TURN)
    const author = authors[(start / TURN) % authors.length]!
    taskIds.push(...await staff.as(author, (work) => writeTasks(work, place, turn)))
  }
  await talk(staff, written.tasks, taskIds)
  return taskIds.length
}

async function foundProject(staff: Staff, team: DemoTeam, teamId: string, written: WrittenProject): Promise<Place> {
  const { name, about, priority, lead, health, healthNote, days, statuses, labels, fields } = written
  return staff.as(team.manager, async (work) => {
    const depth = {
      ...emptyDepth, health, healthNote, managerId: lead ? staff.idOf(lead) : null,
      startOn: days && dayIn(work.at, days.start), dueOn: days && dayIn(work.at, days.due),
    }
    const project = await createProject(work, { name, teamId, description: about, status: 'active', priority, ...depth, limits: 'enforce', isTemplate: false, statuses })
    const labelIds = new Map<string, string>()
    for (const label of labels) labelIds.set(label.name, (await createLabel(work, project.id, label)).id)
    for (const { name: field, kind, options } of fields) {
      await createCustomField(work, project.id, { name: field, kind, options: options.map((option, index) => ({ name: option, color: hues[(index * 5) % hues.length]! })) })
    }
    for (const [index, word] of [team.manager, ...team.members].slice(0, HOURS.length).entries()) {
      await setProjectMember(work, project.id, staff.idOf(word), { role: '', hoursPerWeek: HOURS[index]!, startOn: null, endOn: null })
    }
    const board = await readBoard(work, project.id)
    return {
      staff, projectId: project.id, statusIds: board.statuses.map(({ id }) => id), labelIds, fields: new Map(board.customFields.map((field) => [field.name, field])),
    }
  })
}

async function writeTasks(work: Work, place: Place, tasks: WrittenTask[]): Promise<string[]> {
  const ids: string[] = []
  for (const task of tasks) ids.push(await writeTask(work, place, task))
  return ids
}

async function writeTask(work: Work, { staff, projectId, statusIds, labelIds, fields }: Place, written: WrittenTask): Promise<string> {
  const { title, description, priority, progress, items, values } = written
  const task = await createTask(work, {
    projectId, title, description, priority, progress, statusId: statusIds[written.status]!, startAt: null, dueAt: dueAt(work.at, written.dueIn),
    assigneeIds: written.assignees.map((word) => staff.idOf(word)), labelIds: written.labels.map((name) => labelIds.get(name)!),
    customFields: Object.fromEntries(Object.entries(values).map(([name, value]) => [fields.get(name)!.id, valueOf(staff, fields.get(name)!, value)])),
  })
  if (items.length > 0) {
    const checklist = await createChecklist(work, task.id, { title: 'Steps' })
    for (const item of items) await createChecklistItem(work, checklist.id, item)
  }
  if (written.archived) await archiveTask(work, task.id, true)
  return task.id
}

/** Options, people and numbers as they are written. */
function valueOf(staff: Staff, { kind, options }: CustomField, value: string): FieldValue {
  const option = (name: string) => options.find((one) => one.name === name)?.id ?? name
  switch (kind) {
    case 'number': return Number(value)
    case 'checkbox': return true
    case 'person': return staff.idOf(value)
    case 'select': return option(value)
    case 'multi_select': return value.split(',').map((name) => option(name.trim()))
    default: return value
  }
}

const dayIn = (today: Date, days: number): string => new Date(today.getTime() + days * DAY_MS).toISOString().slice(0, 10)

function dueAt(today: Date, days: number | null): string | null {
  if (days === null) return null
  const day = new Date(today.getTime() + days * DAY_MS)
  day.setUTCHours(DUE_HOUR, 0, 0, 0)
  return day.toISOString()
}

/** First all opening comments, then all second ones: so each answer is younger than what it answers. */
async function talk(staff: Staff, tasks: WrittenTask[], taskIds: string[]): Promise<void> {
  const rounds = Math.max(...tasks.map(({ comments }) => comments.length))
  for (let round = 0; round < rounds; round += 1) {
    const turn = tasks.flatMap(({ comments }, index) => comments.slice(round, round + 1).map((comment) => ({ ...comment, taskId: taskIds[index]! })))
    for (const [author, comments] of Map.groupBy(turn, (comment) => comment.author)) {
      await staff.as(author, async (work) => {
        for (const { taskId, body } of comments) await createComment(work, taskId, { body })
      })
    }
  }
}
