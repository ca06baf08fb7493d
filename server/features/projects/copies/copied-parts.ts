// What a copy is made of, as resources with ids of their own. Nothing is written here.
import type { Checklist } from '../../../../shared/features/checklists.ts'
import type { CustomField } from '../../../../shared/features/custom-fields.ts'
import type { Label } from '../../../../shared/features/labels.ts'
import type { TaskLink } from '../../../../shared/features/links.ts'
import type { Milestone } from '../../../../shared/features/milestones.ts'
import type { ProjectMember } from '../../../../shared/features/project-members.ts'
import type { Project } from '../../../../shared/features/projects.ts'
import type { TaskTemplate } from '../../../../shared/features/task-templates.ts'
import type { Task } from '../../../../shared/features/tasks.ts'
import type { Status } from '../../../../shared/features/workflow.ts'
import { readRule, writeRule } from '../../../../shared/recurrence-rule.ts'
import { newId } from '../../../kernel/tenancy.ts'
import type { Work } from '../../../kernel/work.ts'
import { newTask } from '../../tasks/create-task.actions.ts'
import { renewed } from '../../recurrence/kept-recurrence.ts'
import { CopiedFields } from './copied-fields.ts'
import type { Shift } from './shifted-days.ts'
import { begun } from './begun.ts'
import type { Original } from './original.queries.ts'

export interface CopiedParts { labels: Label[]; milestones: Milestone[]; members: ProjectMember[]; customFields: CustomField[]; templates: TaskTemplate[]; tasks: Task[]; checklists: Checklist[]; links: TaskLink[] }

interface Target {
  project: Project
  /** In the order of the original's. */
  statuses: readonly Status[]
  shift: Shift
  mayStay: (memberId: string) => boolean
  /** Labels of the organization that are there: its tasks keep them. */
  sharedLabelIds: readonly string[]
}

export function copiedParts(work: Work, original: Original, target: Target): CopiedParts {
  const { project, shift } = target
  const labelIds = new Map([...newIds(original.labels), ...target.sharedLabelIds.map((id) => [id, id] as const)])
  const taskIds = newIds(original.tasks)
  const fields = new CopiedFields(original.customFields, project.id, target)
  return {
    labels: original.labels.map((label) => ({ ...label, id: labelIds.get(label.id)!, projectId: project.id, version: 1 })),
    milestones: original.milestones.map(({ name, dueOn }) => ({ id: newId(), projectId: project.id, name, dueOn: shift.day(dueOn), doneAt: null, version: 1 })),
    members: original.members.filter(({ memberId }) => target.mayStay(memberId)).map((member) => ({
      ...member, projectId: project.id, startOn: shift.plannedDay(member.startOn), endOn: shift.plannedDay(member.endOn), createdAt: work.at.toISOString(),
    })),
    customFields: fields.fields,
    templates: original.templates.map((template) => copiedTemplate(work, template, target, { labelIds, taskIds, fields })),
    tasks: copiedTasks(work, original, target, { labelIds, taskIds, fields }),
    checklists: original.checklists.map((checklist) => copiedChecklist(checklist, taskIds)),
    links: original.blocks.map(({ fromTaskId, toTaskId }) => ({
      id: newId(), kind: 'blocks', fromTaskId: taskIds.get(fromTaskId)!, toTaskId: taskIds.get(toTaskId)!,
      createdById: work.actor.membershipId || null, createdAt: work.at.toISOString(),
    })),
  }
}

type Ids = ReadonlyMap<string, string>
const newIds = (things: readonly { id: string }[]): Ids => new Map(things.map(({ id }) => [id, newId()]))
const mapped = (ids: readonly string[], to: Ids) => ids.flatMap((id) => to.get(id) ?? [])

interface Maps { labelIds: Ids; taskIds: Ids; fields: CopiedFields }

function copiedTasks(work: Work, original: Original, { project, statuses, shift, mayStay }: Target, { labelIds, taskIds, fields }: Maps): Task[] {
  const places = begun(original)
  return original.tasks.map((task, index) => newTask(
    work,
    {
      ...task, id: taskIds.get(task.id)!, progress: 0, startAt: shift.instant(task.startAt), dueAt: shift.instant(task.dueAt),
      assigneeIds: task.assigneeIds.filter(mayStay), labelIds: mapped(task.labelIds, labelIds), customFields: fields.values(task.customFields),
      recurrence: copiedRecurrence(task, shift, work.at),
      parentId: (task.parentId && taskIds.get(task.parentId)) ?? null,
    },
    project,
    { statusId: statuses[places.get(task.id)!.status]!.id, rank: places.get(task.id)!.rank, number: index + 1 },
  ))
}

/** Its numbers begin anew. */
function copiedTemplate(work: Work, template: TaskTemplate, { project, mayStay }: Target, { labelIds, fields }: Maps): TaskTemplate {
  const at = work.at.toISOString()
  return {
    ...template, id: newId(), projectId: project.id, version: 1, nextNumber: 1, createdAt: at, updatedAt: at,
    assigneeIds: template.assigneeIds.filter(mayStay), labelIds: mapped(template.labelIds, labelIds), customFields: fields.values(template.customFields),
    subtasks: template.subtasks.map((subtask) => ({ ...subtask, assigneeIds: subtask.assigneeIds.filter(mayStay) })),
  }
}

/** A series goes on in the copy, from days that move with it: in the copy of a template it begins. */
function copiedRecurrence({ recurrence, startAt, dueAt }: Task, shift: Shift, at: Date): Task['recurrence'] {
  if (!recurrence) return null
  const rule = readRule(recurrence.rule)
  const moved = { ...recurrence, start: shift.local(recurrence.start), rule: writeRule({ ...rule, until: rule.until && shift.until(rule.until) }) }
  return renewed(moved, { startAt: shift.instant(startAt), dueAt: shift.instant(dueAt) }, at)
}

function copiedChecklist({ taskId, title, rank, items }: Checklist, taskIds: Ids): Checklist {
  const id = newId()
  return {
    id, taskId: taskIds.get(taskId)!, title, rank, version: 1,
    items: items.map((item) => ({ id: newId(), checklistId: id, text: item.text, done: false, rank: item.rank, version: 1 })),
  }
}
