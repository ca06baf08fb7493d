// The windowing of long columns.
import { describe, expect, it } from 'vitest'
import { Heights, indexAt, rowsInView, type Row } from '../../../client/features/board/window.ts'

const ids = Array.from({ length: 1000 }, (_, index) => `t${index}`)
const edges = new Heights(92).edges(ids, 8)
const drawn = (rows: Row[]) => rows.flatMap((row) => (row.kind === 'task' ? row.index : []))
const heightOf = (rows: Row[]) =>
  rows.reduce((sum, row) => sum + (row.kind === 'gap' ? row.height : edges[row.index + 1]! - edges[row.index]!), 0)

describe('a long column', () => {
  it('draws what is in view and a little around it', () => {
    const rows = drawn(rowsInView(edges, 50_000, 800, []))
    expect(rows[0]).toBeLessThanOrEqual(500)
    expect(rows.at(-1)).toBeGreaterThanOrEqual(508)
    expect(rows.length).toBeLessThan(30)
  })

  it('keeps its whole height, whatever is drawn', () => {
    for (const top of [0, 12_345, 99_000]) expect(heightOf(rowsInView(edges, top, 800, [3, 700]))).toBe(edges[1000])
  })

  it('keeps pinned cards wherever they are', () => {
    expect(drawn(rowsInView(edges, 0, 800, [700, -1]))).toContain(700)
  })

  it('learns heights and guesses the others from them', () => {
    const heights = new Heights(92)
    for (let index = 0; index < 6; index++) expect(heights.note(`t${index}`, 60)).toBe(true)
    expect(heights.note('t0', 60)).toBe(false)
    expect(heights.typical).toBe(60)
    expect(heights.edges(['t0', 'new'], 8)[2]).toBe(136)
  })

  it('finds the card at a height', () => {
    expect([0, 99, 100, 99_999, 200_000].map((y) => indexAt(edges, y))).toEqual([0, 0, 1, 999, 999])
    expect(rowsInView(new Float64Array(1), 0, 800, [])).toEqual([])
  })
})
