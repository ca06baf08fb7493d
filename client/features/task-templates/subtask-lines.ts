// Subtasks of a template as lines of text, one title in each. Pure.
import type { TaskTemplate } from '../../../shared/features/task-templates.ts'

type Subtask = TaskTemplate['subtasks'][number]

/** As many as the contract lets a template have; a test compares. */
export const MOST_SUBTASKS = 50

export const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter(Boolean)

/** What each line had before stays with it: that of the same title, or in the same place where no line came or went. */
export function subtasksFrom(text: string, before: readonly Subtask[]): Subtask[] {
  const titles = linesOf(text)
  const left = [...before]
  const same = titles.map((title) => {
    const at = left.findIndex((one) => one.title === title)
    return at < 0 ? undefined : left.splice(at, 1)[0]
  })
  return titles.map((title, place) => {
    const had = same[place] ?? (titles.length === before.length && left.includes(before[place]!) ? before[place] : undefined)
    return { assigneeIds: [], estimateMinutes: null, estimatePoints: null, ...had, title }
  })
}
