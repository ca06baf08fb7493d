// Boards for the tests of the Trello parser: samples from files and small ones made on the spot.
import { readFileSync } from 'node:fs'
import type { ImportPlan } from '../../../shared/trello/plan.ts'
import { ImportError, planTrelloImport } from '../../../shared/trello/plan.ts'

export function sampleText(name: 'modern' | 'ancient' | 'hostile'): string {
  return readFileSync(new URL(`./samples/${name}.json`, import.meta.url), 'utf8')
}

/** A plan of one list and one card, with whatever is given on top. */
export function planOf(board: Record<string, unknown>, card: Record<string, unknown> = {}): ImportPlan {
  return planTrelloImport(JSON.stringify({
    name: 'Board',
    lists: [{ id: 'list', name: 'List', pos: 1 }],
    cards: [{ id: 'card', idList: 'list', name: 'Card', pos: 1, ...card }],
    ...board,
  }))
}

export function taskOf(card: Record<string, unknown>): ImportPlan['tasks'][number] {
  const [task] = planOf({}, card).tasks
  if (!task) throw new Error('the plan has no task')
  return task
}

export function codesOf(plan: ImportPlan): string[] {
  return [...new Set(plan.warnings.map((warning) => warning.code))].sort()
}

export function refusalOf(text: string): ImportError {
  try {
    planTrelloImport(text)
  } catch (error) {
    if (error instanceof ImportError) return error
    throw error
  }
  throw new Error('the text was not refused')
}
