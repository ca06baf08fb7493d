// Changes that the server refused: the card shows it for a moment, a toast says why and offers what makes sense.
import type { Problem } from '../../../shared/errors.ts'
import type { Change, Outbox } from '../../lib/outbox.svelte.ts'
import { problemWords } from '../../shell/problem-words.ts'
import { toasts } from '../../ui/index.ts'
import type { Conflicts } from '../conflicts/conflicts.store.svelte.ts'
import { tellUndecided } from '../conflicts/tell-undecided.ts'
import { change, type InputOf, type MutationName } from '../mutations.ts'
import type { TaskBoard } from './board.store.svelte.ts'
import { t } from './words.ts'

const SHOWN = 1_200
const worthTrying = new Set(['conflict', 'wip_limit_reached', 'unavailable', 'rate_limited', 'internal', 'version_conflict'])

/** "WEB-77 was not moved. You may see this but not change it." */
export function refusalText(own: Pick<Change, 'name' | 'taskIds'>, problem: Problem, keyOf: (taskId: string) => string): string {
  const [first] = own.taskIds
  const said = problem.code === 'unknown_change' ? t('refused.unknown') : problemWords(problem)
  const why = /[.!?]$/.test(said) ? said : `${said}.`
  const key = `refused.${own.name.replace('FromTemplate', '')}`
  const values = { task: (first && keyOf(first)) || t('refused.task'), count: own.taskIds.length, why }
  return t(t.has(key) ? key : 'refused.updateTask', values)
}

export class Refusals {
  /** Tasks whose change was refused a moment ago. */
  taskIds = $state.raw<ReadonlySet<string>>(new Set())
  /** Takes a refusal over, as a form with a conflict does; answers whether it did. */
  takers = new Set<(own: Change, problem: Problem) => boolean>()

  /** `mayOverrule`: whether one may finish a task that others block. */
  listen(outbox: Outbox, board: TaskBoard, conflicts?: Conflicts, mayOverrule = () => false): void {
    outbox.onRefused = (own, problem) => {
      if ([...this.takers].some((take) => take(own, problem))) return
      this.mark(own.taskIds)
      const keyOf = (taskId: string) => board.task(taskId)?.key || inputTitle(own)
      const text = refusalText(own, problem, keyOf)
      if (conflicts?.has(own.key)) return tellUndecided(text)
      if (problem.code === 'task_blocked' && own.name === 'moveTask' && mayOverrule()) {
        const { key: _, ...place } = own
        return void toasts.error(text, { label: t('refused.anyway'), run: () =>
          void change(outbox, place, 'moveTask', { ...own.input as InputOf<'moveTask'>, evenIfBlocked: true }) })
      }
      if (!worthTrying.has(problem.code)) return void toasts.error(text)
      toasts.error(text, { label: t('refused.retry'), run: () =>
        void change(outbox, own, own.name as MutationName, own.input as never) })
    }
  }

  mark(taskIds: readonly string[]): void {
    this.taskIds = new Set([...this.taskIds, ...taskIds])
    setTimeout(() => (this.taskIds = new Set([...this.taskIds].filter((id) => !taskIds.includes(id)))), SHOWN)
  }
}

function inputTitle({ input }: Change): string {
  const { title } = input as { title?: string }
  return title ? `“${title}”` : ''
}
