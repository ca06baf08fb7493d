// Rows that stand below rows of the same table, and tasks that block tasks: none of it may close a ring.
import { LEVELS } from '../../../shared/relations/levels.ts'
import { refused } from './refused.ts'
import type { Restored } from './restored.ts'

type Pair = readonly [child: number, parent: number]

/** Throws for a parent that is not there, is of another project, or stands below its own child. Of tasks only so many levels. */
export function checkParents(name: string, pairs: readonly Pair[], restored: Restored): void {
  const parentOf = new Map(pairs)
  const levels = name === 'tasks' ? LEVELS : 1000
  /** How deep a row stands, once its chain was walked: each is walked once. */
  const levelOf = new Map<number, number>()
  for (const [child, parent] of pairs) {
    const fail = (detail: string) => refused(`/${name}/${child}/parent`, 'invalid_reference', detail)
    if (parent > restored.countOf(name)) throw fail(`There is no ${name} ${parent}.`)
    if (restored.projectOf(name, child) !== restored.projectOf(name, parent)) throw fail('This is not of the same project.')
    const chain = [child]
    let at: number | undefined = parent
    for (; at !== undefined && !levelOf.has(at); at = parentOf.get(at)) {
      chain.push(at)
      if (at === child || chain.length > levels) throw fail('It stands below itself, or too deep.')
    }
    let level = at === undefined ? 0 : levelOf.get(at)!
    for (const one of chain.reverse()) levelOf.set(one, level += 1)
    if (level > levels) throw fail('It stands below itself, or too deep.')
  }
}

/** Throws when tasks block each other in a ring: takes away, again and again, whatever nothing blocks. */
export function checkBlocks(pairs: readonly (readonly [from: number, to: number])[]): void {
  const blockers = new Map<number, number>()
  for (const [, to] of pairs) blockers.set(to, (blockers.get(to) ?? 0) + 1)
  const blocked = Map.groupBy(pairs, ([from]) => from)
  const free = [...blocked.keys()].filter((task) => !blockers.has(task))
  let left = pairs.length
  for (let task = free.pop(); task !== undefined; task = free.pop()) {
    for (const [, to] of blocked.get(task) ?? []) {
      left -= 1
      const count = blockers.get(to)! - 1
      blockers.set(to, count)
      if (count === 0) free.push(to)
    }
  }
  if (left > 0) throw refused('/task_links', 'link_cycle', 'Tasks of this archive block each other in a ring.')
}
