// What a bulk change works on: everything that its operations name, as it stands after the operations done so far.
import type { BulkOperation, Task } from '../../../shared/features/tasks.ts'
import { isOver, type Category } from '../../../shared/features/workflow.ts'
import type { Permission } from '../../../shared/permissions.ts'
import { invalidReference, notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import type { FieldValuesInput } from '../../../shared/features/custom-fields.ts'
import type { FieldChange } from '../../../shared/field-values.ts'
import { authorize } from '../../policy/policy.ts'
import { checkedValues, type FieldFacts } from '../custom-fields/check-values.ts'
import { finishes, refuseBlocked, type Blocker } from './blocked.ts'
import type { StatusPlaces } from './bulk-places.ts'
import { RulesOfRequest } from '../recurrence/rules-of-request.ts'
import { badParent, type Families } from './families.ts'
import { checkRoom, checkWay, takesRoom, type BarredWay } from './task-entry.ts'
import type { AfterTask } from './task-places.ts'
import { fitsProject, type LabelPlaces } from './task-references.ts'
import {
  checkAssignees,
  checkLabels,
  checkStatus,
  taskSubject,
  type TaskProject,
  type TaskStatus,
} from './task-rules.ts'

export interface BulkProject extends TaskProject {
  lastNumber: number
  /** A template, or archived: no rule makes tasks there. */
  rests: boolean
}

export interface WorkflowPlace {
  id: string
  projectId: string
  name: string
  archived: boolean
  nextStatusIds: string[] | null
}

export interface BulkFacts {
  tasks: Map<string, Task>
  /** Ids in use, also of tasks that nobody can see. */
  takenIds: Set<string>
  projects: Map<string, BulkProject>
  /** The workflows of the projects, by rank; none where no operation puts a task into a status. */
  steps: Map<string, WorkflowPlace>
  /** Those that an operation puts a task into, locked, by rank. */
  statuses: Map<string, TaskStatus>
  /** Of every status that an operation puts a task into. */
  places: Map<string, StatusPlaces>
  /** How many tasks take room in each of them. */
  crowds: Map<string, number>
  /** The project of each label. */
  labels: LabelPlaces
  /** Custom fields that operations name. */
  fields: Map<string, FieldFacts>
  /** `<team id> <membership id>` */
  members: Set<string>
  /** Of every status that a task is in or goes to. */
  categories: Map<string, Category>
  /** What blocks the tasks that get a status, as it stood before. */
  blockers: Map<string, Blocker[]>
  families: Families
  /** Projects that are locked, so that tasks can get numbers in them. */
  numbered: ReadonlySet<string>
  /** In which tasks of each team repeat, where an operation asks for it. */
  zones: ReadonlyMap<string, string>
}

export class BulkModel {
  readonly facts: BulkFacts
  /** Tasks as they were loaded; of those only, some changed. */
  readonly originals: ReadonlyMap<string, Task>
  readonly created = new Set<string>()
  readonly changed = new Set<string>()
  /** Tasks that a rule made, and those that they follow. */
  readonly followed: { from: Task; to: Task }[] = []
  readonly rules = new RulesOfRequest()
  /** The projects of tasks that operations are going to make. */
  readonly #expected = new Map<string, string>()

  constructor(facts: BulkFacts) {
    this.facts = facts
    this.originals = new Map(facts.tasks)
  }

  /** Their new tasks can be parents before they are made. Only where all is done or nothing: else one that fails would leave others below it. */
  expect(operations: readonly BulkOperation[]): void {
    for (const operation of operations) if (operation.op === 'create' && operation.id) this.#expected.set(operation.id, operation.projectId)
  }

  /** Throws 404 when hidden, 403 when not allowed, as the single actions do. */
  findTask(
    work: Work,
    permission: Permission,
    taskId: string,
    { trash = false } = {},
  ): { task: Task; project: BulkProject } {
    const task = this.facts.tasks.get(taskId)
    const project = task && this.facts.projects.get(task.projectId)
    if (!project || (task.deletedAt !== null && !trash)) throw notFound()
    authorize(work.actor, permission, taskSubject(task, project))
    return { task, project }
  }

  /** The project for a new task. */
  findProject(work: Work, projectId: string): BulkProject {
    const project = this.facts.projects.get(projectId)
    if (!project) throw notFound()
    authorize(work.actor, 'task.create', { teamId: project.teamId, settings: project.settings })
    return project
  }

  findStatus(projectId: string, statusId: string, presentStatusId?: string): TaskStatus {
    const status = this.facts.statuses.get(statusId)
    checkStatus(status, projectId, presentStatusId)
    return status
  }

  /** Throws unless the workflow lets the task into another status, and there is room. */
  checkEntry(task: Task, to: TaskStatus): void {
    checkWay(this.#barred(task.statusId, to.id), to)
    if (takesRoom(task)) this.checkRoom(to)
  }

  /** Throws unless one more task finds room. */
  checkRoom(status: TaskStatus): void {
    checkRoom(status, this.facts.crowds.get(status.id) ?? null)
  }

  /** Throws unless a task finds room in the status that it is in, when it comes back. */
  checkReturn(task: Task): void {
    const status = this.facts.statuses.get(task.statusId)
    if (status) this.checkRoom(status)
  }

  /** Where the next task of a series comes to: the first status that takes work. */
  firstOpenStatus(projectId: string): TaskStatus | undefined {
    const own = [...this.facts.statuses.values()].filter((status) => status.projectId === projectId && !status.archived)
    return own.find(({ category }) => !isOver(category)) ?? own[0]
  }

  #barred(fromId: string, toId: string): BarredWay | null {
    const { steps } = this.facts
    const from = steps.get(fromId)
    if (!from?.nextStatusIds || from.nextStatusIds.includes(toId)) return null
    const allowed = [...steps.values()].filter(({ id, archived }) => !archived && from.nextStatusIds!.includes(id))
    return { id: from.id, name: from.name, allowed: allowed.map(({ id, name }) => ({ id, name })) }
  }

  firstStatus(projectId: string): TaskStatus {
    for (const status of this.facts.statuses.values())
      if (status.projectId === projectId && !status.archived) return status
    throw invalidReference('/projectId', 'This project has no open status.')
  }

  checkPeopleAndLabels(
    project: TaskProject,
    named: { assigneeIds?: string[] | undefined; labelIds?: string[] | undefined },
    before?: Task,
  ): void {
    checkAssignees(named.assigneeIds, before?.assigneeIds ?? [], (id) =>
      this.facts.members.has(`${project.teamId} ${id}`),
    )
    checkLabels(named.labelIds, before?.labelIds ?? [], (id) => fitsProject(this.facts.labels, id, project.id))
  }

  /** The values as they are stored. Throws 422 where one does not fit its field. */
  checkFieldValues(project: TaskProject, given: FieldValuesInput | undefined, before?: Task): FieldChange {
    return checkedValues(given, before?.customFields ?? {}, {
      projectId: project.id,
      fieldOf: (id) => this.facts.fields.get(id),
      isTeamMember: (id) => this.facts.members.has(`${project.teamId} ${id}`),
    })
  }

  /** Throws 409 when the task would be finished while others block it, those left aside that the same request has finished. */
  checkBlocked(work: Work, task: Task, to: TaskStatus, evenIfBlocked: boolean | undefined): void {
    if (!finishes(this.categoryOf(task), to.category)) return
    const blockers = (this.facts.blockers.get(task.id) ?? []).map((blocker) => {
      const now = this.facts.tasks.get(blocker.id)
      return now ? { ...blocker, isOpen: this.#isLive(now) && !this.isOver(now) } : blocker
    })
    refuseBlocked(work, task, blockers, evenIfBlocked)
  }

  /** Neither in the trash itself nor by its project. */
  #isLive({ deletedAt, projectId }: Task): boolean {
    return deletedAt === null && this.facts.projects.has(projectId)
  }

  /** Throws 422 unless the task may become a subtask of the parent. */
  checkParent(projectId: string, taskId: string, parentId: string | null | undefined): void {
    if (!parentId) return
    const parent = this.facts.tasks.get(parentId)
    const itsProject = parent ? parent.projectId : this.#expected.get(parentId)
    if (itsProject !== projectId || (parent && parent.deletedAt !== null)) throw badParent()
    this.facts.families.check(taskId, parentId)
  }

  isOver(task: Task): boolean {
    return isOver(this.categoryOf(task))
  }

  categoryOf({ statusId }: Task): Category {
    return this.facts.categories.get(statusId)!
  }

  rankFor(statusId: string, taskId: string, afterTaskId: AfterTask): string {
    return this.facts.places.get(statusId)!.rankFor(taskId, afterTaskId)
  }

  /** That very rank where nobody has it now, else the next after whoever has. */
  rankAt(statusId: string, taskId: string, rank: string): string {
    return this.facts.places.get(statusId)!.rankAt(taskId, rank)
  }

  add(task: Task): void {
    this.facts.tasks.set(task.id, task)
    this.facts.takenIds.add(task.id)
    this.facts.projects.get(task.projectId)!.lastNumber = task.number
    this.facts.families.place(task.id, task.parentId)
    this.facts.places.get(task.statusId)!.put(task.id, task.rank)
    this.created.add(task.id)
    this.#count(task, 1)
  }

  replace(before: Task, after: Task): void {
    this.facts.tasks.set(after.id, after)
    if (!this.created.has(after.id)) this.changed.add(after.id)
    this.#count(before, -1)
    this.#count(after, 1)
    if (before.parentId !== after.parentId) this.facts.families.place(after.id, after.parentId)
    if (before.statusId !== after.statusId || before.rank !== after.rank) {
      this.facts.places.get(before.statusId)?.take(before.id)
      this.facts.places.get(after.statusId)!.put(after.id, after.rank)
    }
    if (before.deletedAt !== after.deletedAt)
      this.facts.places.get(after.statusId)?.markDeleted(after.id, after.deletedAt !== null)
  }

  #count(task: Task, by: 1 | -1): void {
    const crowd = this.facts.crowds.get(task.statusId)
    if (crowd !== undefined && takesRoom(task)) this.facts.crowds.set(task.statusId, crowd + by)
  }
}
