// The tables of an archive, each after those that its rows name. A new table or column is added here or to what is left out:
// tests/architecture/archive.test.ts fails on one that is forgotten.
import { z } from 'zod'
import { checklist, checklistItem } from '../../../shared/features/checklists.ts'
import { comment } from '../../../shared/features/comments.ts'
import { webAddress } from '../../../shared/features/attachments.ts'
import { customField, MOST_FIELDS } from '../../../shared/features/custom-fields.ts'
import { department } from '../../../shared/features/departments.ts'
import { goal } from '../../../shared/features/goals.ts'
import { label } from '../../../shared/features/labels.ts'
import { taskLink } from '../../../shared/features/links.ts'
import { milestone, MOST_MILESTONES } from '../../../shared/features/milestones.ts'
import { post, postComment } from '../../../shared/features/posts.ts'
import { MOST_PROJECT_MEMBERS, projectMember } from '../../../shared/features/project-members.ts'
import { project } from '../../../shared/features/projects.ts'
import { MOST_TEMPLATES, taskTemplate } from '../../../shared/features/task-templates.ts'
import { task } from '../../../shared/features/tasks.ts'
import { team, teamPlace } from '../../../shared/features/teams.ts'
import { timeEntry } from '../../../shared/features/time.ts'
import { view } from '../../../shared/features/views.ts'
import { status } from '../../../shared/features/workflow.ts'
import { line, text } from '../../../shared/ids.ts'
import { rankBetween } from '../../../shared/rank.ts'
import { Attachment } from '../attachments/attachment.entity.ts'
import { StoredFile } from '../attachments/stored-file.entity.ts'
import { Checklist, ChecklistItem } from '../checklists/checklist.entity.ts'
import { Comment } from '../comments/comment.entity.ts'
import { CustomField } from '../custom-fields/custom-field.entity.ts'
import { Department } from '../departments/department.entity.ts'
import { Goal } from '../goals/goal.entity.ts'
import { Label } from '../labels/label.entity.ts'
import { TaskLink } from '../links/task-link.entity.ts'
import { Milestone } from '../milestones/milestone.entity.ts'
import { Post, PostComment } from '../posts/post.entity.ts'
import { ProjectMember } from '../project-members/project-member.entity.ts'
import { Project } from '../projects/project.entity.ts'
import { ProjectStar } from '../projects/project-star.entity.ts'
import { archivedRecurrence } from '../recurrence/archived-recurrence.ts'
import { Task, TaskAssignee, TaskLabel } from '../tasks/task.entity.ts'
import { TaskTemplate } from '../task-templates/task-template.entity.ts'
import { Team, TeamMember } from '../teams/team.entity.ts'
import { TimeEntry } from '../time/time.entity.ts'
import { FormerKey } from '../transfers/former-key.entity.ts'
import { View } from '../views/view.entity.ts'
import { TaskWatcher } from '../watchers/task-watcher.entity.ts'
import { Status } from '../workflow/status.entity.ts'
import * as attachmentCodes from './attachment-codes.ts'
import * as codes from './codes.ts'
import { addedMoment, addedRow, coded, kept, left, moment, optionalMoment, optionalPerson, optionalRow, person, row, sparseRow, stamps, version } from './columns.ts'
import { isShown, SHOWN_FILES } from './shown-files.ts'
import { BY_PERSON, type ArchivedTable } from './table.ts'

/** A key that others can stand before and after. */
const rank = kept(z.string().max(1000).refine(isRank, 'Not a rank'))

function isRank(value: string): boolean {
  try {
    return rankBetween(value, null) > value && rankBetween(null, value) < value
  } catch {
    return false
  }
}

const taskNumber = z.int().min(1).max(1_000_000_000)
const counted = (what: string) => left(`Counted anew: ${what}`, '0')
const NOT_DELETED = left('What is in the trash stays behind', 'null')
const ALIVE = 't.deleted_at is null'
const LIVING_PROJECT = 'exists (select from projects p where p.organization_id = t.organization_id and p.id = t.project_id and p.deleted_at is null)'

export const archivedTables: readonly ArchivedTable[] = [
  {
    entity: Department, name: 'departments', isNumbered: true, parent: 'parent',
    columns: {
      name: kept(department.shape.name), description: kept(department.shape.description), parent: optionalRow('departments'), head: optionalPerson, version, ...stamps,
    },
  },
  {
    entity: Team, name: 'teams', isNumbered: true,
    columns: {
      name: kept(team.shape.name), description: kept(team.shape.description), manager: optionalPerson, department: optionalRow('departments'),
      membersEditAllTasks: kept(z.boolean()), onlyManagersCreateTasks: kept(z.boolean()), timezone: kept(team.shape.timezone.default(null)), version, ...stamps,
    },
  },
  {
    entity: TeamMember, name: 'team_members', isNumbered: false, order: `t.team_id, ${BY_PERSON}`, most: { each: 'team', rows: 10_000 },
    columns: {
      team: row('teams'), membership: person, title: kept(teamPlace.shape.title), responsibilities: kept(teamPlace.shape.responsibilities), createdAt: moment,
    },
  },
  {
    entity: Goal, name: 'goals', isNumbered: false,
    columns: {
      team: row('teams'), title: kept(goal.shape.title), objective: kept(goal.shape.objective), measure: kept(goal.shape.measure), unit: kept(goal.shape.unit),
      start: kept(goal.shape.start), target: kept(goal.shape.target), current: kept(goal.shape.current), dueOn: kept(goal.shape.dueOn), version, ...stamps,
    },
  },
  {
    entity: Post, name: 'posts', isNumbered: true,
    columns: { team: row('teams'), author: optionalPerson, body: kept(post.shape.body), version, ...stamps },
  },
  {
    entity: PostComment, name: 'post_comments', isNumbered: false,
    columns: { post: row('posts'), author: optionalPerson, body: kept(postComment.shape.body), version, ...stamps },
  },
  {
    entity: Project, name: 'projects', isNumbered: true, where: ALIVE,
    columns: {
      team: row('teams'), key: kept(z.string().regex(/^[A-Z][A-Z0-9]{0,19}$/)), name: kept(project.shape.name), description: kept(project.shape.description),
      status: kept(project.shape.status), priority: kept(project.shape.priority), limits: kept(project.shape.limits), startOn: kept(project.shape.startOn),
      dueOn: kept(project.shape.dueOn), scope: kept(project.shape.scope), objectives: kept(project.shape.objectives), health: kept(project.shape.health),
      healthNote: kept(project.shape.healthNote), manager: optionalPerson, isTemplate: kept(z.boolean()), archivedAt: optionalMoment,
      lastNumber: kept(z.int().min(0).max(1_000_000_000)), createdBy: optionalPerson, version, ...stamps, deletedAt: NOT_DELETED,
    },
  },
  {
    entity: ProjectStar, name: 'project_stars', isNumbered: false, order: `t.project_id, ${BY_PERSON}`,
    columns: { membership: person, project: row('projects'), createdAt: moment },
  },
  {
    entity: ProjectMember, name: 'project_members', isNumbered: false, order: `t.project_id, ${BY_PERSON}`, most: { each: 'project', rows: MOST_PROJECT_MEMBERS },
    columns: {
      project: row('projects'), membership: person, role: kept(projectMember.shape.role), hoursPerWeek: kept(projectMember.shape.hoursPerWeek),
      startOn: kept(projectMember.shape.startOn), endOn: kept(projectMember.shape.endOn), createdAt: moment,
    },
  },
  {
    entity: Milestone, name: 'milestones', isNumbered: false, most: { each: 'project', rows: MOST_MILESTONES },
    columns: { project: row('projects'), name: kept(milestone.shape.name), dueOn: kept(milestone.shape.dueOn), doneAt: optionalMoment, version },
  },
  {
    entity: CustomField, name: 'custom_fields', isNumbered: true, most: { each: 'project', rows: MOST_FIELDS },
    columns: {
      project: row('projects'), name: kept(customField.shape.name), kind: kept(customField.shape.kind), options: coded(codes.options), rank,
      archived: kept(z.boolean()), version,
    },
  },
  {
    entity: Status, name: 'statuses', isNumbered: true, most: { each: 'project', rows: 1000 },
    columns: {
      project: row('projects'), name: kept(status.shape.name), category: kept(status.shape.category), color: kept(status.shape.color), rank,
      archived: kept(z.boolean()), limit: kept(status.shape.limit), nextStatusIds: coded(codes.nextStatuses), version,
    },
  },
  {
    entity: Label, name: 'labels', isNumbered: true, most: { each: 'project', rows: 5000 },
    // One whose project stays behind must not become one of the organization.
    where: `(t.project_id is null or ${LIVING_PROJECT})`,
    columns: { project: optionalRow('projects'), name: kept(label.shape.name), color: kept(label.shape.color), version },
  },
  {
    entity: TaskTemplate, name: 'task_templates', isNumbered: false, most: { each: 'project', rows: MOST_TEMPLATES },
    columns: {
      project: row('projects'), name: kept(taskTemplate.shape.name), title: coded(codes.patternOfTemplate), description: kept(taskTemplate.shape.description),
      priority: kept(taskTemplate.shape.priority), assigneeIds: coded(codes.people), labelIds: coded(codes.labels),
      estimateMinutes: kept(taskTemplate.shape.estimateMinutes), estimatePoints: kept(taskTemplate.shape.estimatePoints),
      checklists: kept(taskTemplate.shape.checklists), subtasks: coded(codes.subtasks), nextNumber: coded(codes.nextNumber),
      customFields: coded(codes.values), version, ...stamps,
    },
  },
  {
    entity: Task, name: 'tasks', isNumbered: true, where: ALIVE, parent: 'parent', sameProject: ['status'],
    columns: {
      project: row('projects'), number: kept(taskNumber), title: kept(task.shape.title), description: kept(task.shape.description),
      status: row('statuses'), rank, priority: kept(task.shape.priority), startAt: optionalMoment, dueAt: optionalMoment, progress: kept(task.shape.progress),
      version, archivedAt: optionalMoment, completedAt: addedMoment, deletedAt: NOT_DELETED, createdBy: optionalPerson, ...stamps,
      commentCount: counted('comments'), attachmentCount: counted('attachments'), checklistDone: counted('items'), checklistTotal: counted('items'),
      importedPeople: kept(z.array(z.string().max(1000)).max(50)), parent: optionalRow('tasks'),
      estimateMinutes: kept(task.shape.estimateMinutes), estimatePoints: kept(task.shape.estimatePoints),
      subtaskDone: counted('subtasks'), subtaskTotal: counted('subtasks'), openBlockers: counted('links'), blocksCount: counted('links'),
      customFields: coded(codes.values), recurrence: kept(archivedRecurrence), previous: left('A series goes on from its present task'),
    },
  },
  {
    entity: FormerKey, name: 'former_keys', isNumbered: false, order: 't.project_id, t.number',
    columns: { project: row('projects'), number: kept(taskNumber), task: row('tasks') },
  },
  {
    entity: TaskAssignee, name: 'task_assignees', isNumbered: false, order: `t.task_id, ${BY_PERSON}`, most: { each: 'task', rows: 50 },
    columns: { task: row('tasks'), membership: person },
  },
  {
    entity: TaskLabel, name: 'task_labels', isNumbered: false, order: 't.task_id, t.label_id', sameProject: ['label'], most: { each: 'task', rows: 50 },
    columns: { task: row('tasks'), label: row('labels') },
  },
  {
    entity: TaskWatcher, name: 'task_watchers', isNumbered: false, order: `t.task_id, ${BY_PERSON}`, most: { each: 'task', rows: 10_000 },
    columns: { task: row('tasks'), membership: person, watching: kept(z.boolean()) },
  },
  {
    entity: TaskLink, name: 'task_links', isNumbered: false,
    columns: { kind: kept(taskLink.shape.kind), fromTask: row('tasks'), toTask: row('tasks'), createdBy: optionalPerson, createdAt: moment },
  },
  {
    entity: Checklist, name: 'checklists', isNumbered: true,
    columns: { task: row('tasks'), title: kept(checklist.shape.title), rank, version, items: left('Lines of their own') },
  },
  {
    entity: ChecklistItem, name: 'checklist_items', isNumbered: false,
    columns: { checklist: row('checklists'), text: kept(checklistItem.shape.text), done: kept(z.boolean()), rank, version },
  },
  {
    entity: Comment, name: 'comments', isNumbered: true,
    columns: { task: row('tasks'), author: optionalPerson, importedAuthor: kept(text(1000).nullable()), body: kept(comment.shape.body), version, ...stamps },
  },
  {
    entity: StoredFile, name: 'files', isNumbered: true, where: SHOWN_FILES, withoutFiles: 'false', isThereBefore: true,
    columns: {
      mediaType: kept(z.string().max(100).regex(/^[a-z]+\/[a-z0-9.+-]+$/)), size: kept(z.int().min(0)), digest: coded(attachmentCodes.digest),
      width: left('Pictures are drawn anew'), height: left('Pictures are drawn anew'), unusedSince: left('Something shows it'), forImport: left('It came in'), createdAt: left('Its attachment says when it came', 'now()'),
    },
  },
  {
    entity: Attachment, name: 'attachments', isNumbered: false, where: isShown('t'), withoutFiles: `t.kind = 'link' and ${isShown('t')}`, sameProject: ['comment'],
    columns: {
      task: optionalRow('tasks'), project: sparseRow('projects'), team: sparseRow('teams'), comment: optionalRow('comments'), kind: coded(attachmentCodes.kind), name: kept(line()),
      url: kept(webAddress.nullable()), file: sparseRow('files'), createdBy: optionalPerson, createdAt: moment, deletedAt: NOT_DELETED,
    },
  },
  {
    entity: TimeEntry, name: 'time_entries', isNumbered: false,
    columns: {
      task: row('tasks'), membership: person, minutes: kept(timeEntry.shape.minutes), startedAt: moment, note: kept(timeEntry.shape.note),
      approvedAt: optionalMoment, approvedBy: optionalPerson, version, createdAt: moment,
    },
  },
  {
    entity: View, name: 'views', isNumbered: false, most: { each: 'project', rows: 20_000 },
    where: `(t.project_id is null or ${LIVING_PROJECT})`,
    columns: {
      project: optionalRow('projects'), team: addedRow('teams'), owner: person, name: kept(view.shape.name), isShared: coded(codes.sharing), kind: kept(view.shape.kind), filter: coded(codes.filter),
      sort: coded(codes.sort), grouping: coded(codes.grouping), lanes: coded(codes.lanes), columns: coded(codes.columns), version, ...stamps,
    },
  },
]
