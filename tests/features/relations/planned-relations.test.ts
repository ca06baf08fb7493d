// What tasks of a file are to each other: found in any order, and what does not fit left out and told.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LinkRole } from '../../../shared/features/links.ts'
import { LEVELS } from '../../../shared/relations/levels.ts'
import { noKin, relate, type Kin } from '../../../shared/relations/planned-relations.ts'

interface Row { key?: string; parent?: string; subtasks?: string[]; links?: [LinkRole, string][] }

function related(...rows: Row[]) {
  const faults: string[] = []
  const kin = rows.map(({ key, parent, subtasks = [], links = [] }, place): Kin => ({
    ...noKin, keys: key === undefined ? [] : [key], parent: parent === undefined ? null : { key: parent, at: `${place} parent` },
    subtasks: subtasks.map((one) => ({ key: one, at: `${place} subtasks` })), links: links.map(([role, one]) => ({ role, key: one, at: `${place} ${role}` })),
  }))
  return { ...relate(kin, (fault, at) => faults.push(`${fault} ${at}`)), faults }
}

describe('relations of a file', () => {
  it('are found before and after their rows, whatever the case, from either end, each once', () => {
    expect(related({ key: 'A-1', parent: 'a-3' }, { key: 'A-2', links: [['blocks', 'A-3'], ['blocked_by', 'A-1'], ['relates', 'A-1']] }, { key: 'A-3', links: [['blocked_by', ' a-2 '], ['duplicated_by', 'A-1']] }, { subtasks: ['A-3'] }, { key: 'A-4', links: [['relates', 'A-2'], ['duplicates', 'A-3']] })).toEqual({
      parents: [2, null, 3, null, null], faults: [],
      links: [{ kind: 'blocks', from: 1, to: 2 }, { kind: 'blocks', from: 0, to: 1 }, { kind: 'relates', from: 0, to: 1 }, { kind: 'duplicates', from: 0, to: 2 }, { kind: 'relates', from: 1, to: 4 }, { kind: 'duplicates', from: 4, to: 2 }],
    })
  })

  it('to none, to several, to itself, and to a second parent are left out and told', () => {
    const { parents, links, faults } = related({ key: 'A', parent: 'A' }, { key: 'B', parent: 'Nobody', links: [['blocks', 'C']] }, { key: 'C' }, { key: 'c' }, { key: 'D', parent: 'A', links: [['relates', 'D']] }, { key: 'E', subtasks: ['D'] }, { key: '', parent: '' })
    expect([parents, links]).toEqual([[null, null, null, null, 0, null, null], []])
    expect(faults).toEqual(['self_reference 0 parent', 'unknown_task 1 parent', 'unknown_task 6 parent', 'second_parent 5 subtasks', 'repeated_key 1 blocks', 'self_reference 4 relates'])
  })

  it('leave no ring of parents or of blocking tasks, and families no deeper than tasks go', () => {
    const ring = related({ key: 'A', parent: 'B', links: [['blocks', 'B']] }, { key: 'B', parent: 'C', links: [['blocks', 'C']] }, { key: 'C', parent: 'A', links: [['blocks', 'A']] })
    expect(ring.faults).toEqual(['parent_ring 2 parent', 'blocking_ring 2 blocks'])
    expect([ring.parents, ring.links.length]).toEqual([[1, 2, null], 2])
    const deep = related(...Array.from({ length: 7 }, (_, level): Row => ({ key: `L${level}`, ...(level > 0 && { parent: `L${level - 1}` }) })))
    expect([deep.parents, deep.faults]).toEqual([[null, 0, 1, 2, 3, null, 5], ['too_deep 5 parent']])
  })

  it('of whatever is said are sound', () => {
    const row = fc.record({ parent: fc.option(fc.nat(12), { nil: undefined }), subtasks: fc.array(fc.nat(12), { maxLength: 2 }), links: fc.array(fc.tuple(fc.constantFrom<LinkRole>('blocks', 'blocked_by', 'relates', 'duplicates', 'duplicated_by'), fc.nat(12)), { maxLength: 4 }) })
    fc.assert(fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (given) => {
      const name = (place: number) => `K-${place}`
      const { parents, links } = related(...given.map(({ parent, subtasks, links: own }, place): Row => ({ key: name(place), ...(parent !== undefined && { parent: name(parent) }), subtasks: subtasks.map(name), links: own.map(([role, other]) => [role, name(other)]) })))
      for (const place of parents.keys()) {
        let level = 0
        for (let at: number | null = place; at !== null; at = parents[at]!) expect(++level).toBeLessThanOrEqual(LEVELS)
      }
      const after = (start: number, seen = new Set<number>()): Set<number> => {
        for (const { kind, from, to } of links) if (kind === 'blocks' && from === start && !seen.has(to)) after(to, seen.add(to))
        return seen
      }
      for (const place of given.keys()) expect(after(place).has(place)).toBe(false)
      expect(new Set(links.map((link) => JSON.stringify(link))).size).toBe(links.length)
      expect(links.every(({ from, to }) => from !== to)).toBe(true)
    }))
  })

  it('of twenty thousand tasks in one chain are found in a moment', () => {
    const began = performance.now()
    const chain = Array.from({ length: 20_000 }, (_, place): Row => ({ key: `K-${place}`, parent: `K-${place + 1}`, links: [['blocks', `K-${place + 1}`]] }))
    const { links, faults } = related(...chain)
    expect([links.length, faults.filter((fault) => fault.startsWith('unknown_task')).length]).toEqual([19_999, 2])
    expect(performance.now() - began).toBeLessThan(5_000)
  })
})
