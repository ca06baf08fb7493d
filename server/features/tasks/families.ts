// Which task is below which: subtasks, their depth, and that no task stands below itself.
import { LEVELS } from '../../../shared/relations/levels.ts'
import { query } from '../../kernel/database.ts'
import { invalidReference } from '../../kernel/errors.ts'
import { together } from '../../kernel/together.ts'
import type { Work } from '../../kernel/work.ts'
import { lockRelations } from './lock-relations.ts'

/** Children and parents of a project, as they stand while `lockRelations` is held. */
export class Families {
  readonly #parentOf = new Map<string, string>()
  readonly #childrenOf = new Map<string, Set<string>>()

  constructor(pairs: readonly { id: string; parentId: string }[] = []) {
    for (const { id, parentId } of pairs) this.place(id, parentId)
  }

  place(taskId: string, parentId: string | null): void {
    const before = this.#parentOf.get(taskId)
    if (before) this.#childrenOf.get(before)?.delete(taskId)
    this.#parentOf.delete(taskId)
    if (parentId === null) return
    this.#parentOf.set(taskId, parentId)
    const children = this.#childrenOf.get(parentId)
    if (children) children.add(taskId)
    else this.#childrenOf.set(parentId, new Set([taskId]))
  }

  /** Throws 422 when the task would stand below itself, or the family would have too many levels. */
  check(taskId: string, parentId: string): void {
    const above = this.#above(parentId)
    if (above.includes(taskId)) throw invalidReference('/parentId', 'A task cannot be a subtask of itself or of its own subtasks.')
    if (above.length + this.#height(taskId) > LEVELS)
      throw invalidReference('/parentId', `Subtasks can be ${LEVELS - 1} levels deep.`)
  }

  /** The task and all above it. */
  #above(taskId: string): string[] {
    const above: string[] = []
    for (let at: string | undefined = taskId; at !== undefined; at = this.#parentOf.get(at)) above.push(at)
    return above
  }

  #height(taskId: string): number {
    const children = [...(this.#childrenOf.get(taskId) ?? [])]
    return 1 + Math.max(0, ...children.map((child) => this.#height(child)))
  }
}

/** Every pair of a subtask and its parent in the projects. */
export async function readFamilies(work: Work, projectIds: readonly string[]): Promise<Families> {
  const pairs = await query<{ id: string; parentId: string }>(
    work.em,
    `select id, parent_id as "parentId" from tasks where organization_id = $1::uuid and parent_id is not null
      and project_id = any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))`,
    [work.organizationId, JSON.stringify(projectIds)],
  )
  return new Families(pairs)
}

/**
 * Throws 422 unless the task may become a subtask of the parent, which is locked; null may always. Whoever calls holds
 * `lockRelations`.
 */
export async function checkParent(work: Work, projectId: string, taskId: string, parentId: string | null | undefined): Promise<void> {
  if (!parentId) return
  const [[parent], families] = await together<[unknown[], Families]>([
    query(work.em, LOCK_PARENT, [work.organizationId, parentId, projectId]),
    readFamilies(work, [projectId]),
  ])
  if (!parent) throw badParent()
  families.check(taskId, parentId)
}

const LOCK_PARENT = `select id from tasks
  where organization_id = $1::uuid and id = $2::uuid and project_id = $3::uuid and deleted_at is null for no key update`

export const badParent = () => invalidReference('/parentId', 'This is not a task of the same project, or it is in the trash.')

/** Before any other lock, where a change puts a task below another. */
export async function lockForParent(work: Work, parentId: string | null | undefined): Promise<void> {
  if (parentId) await lockRelations(work)
}
