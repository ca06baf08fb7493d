// What is built of a reducer: all that it does, and none of the reasons why it does nothing.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { leaveOutReasons } from '../../../client/build/without-reasons.ts'
import { boardTable } from '../../../client/features/board/board.reducer.ts'
import { overviewTable } from '../../../client/features/organizations/organizations.reducer.ts'

const places = { 'board/board': boardTable, 'organizations/organizations': overviewTable }

it.each(Object.entries(places))('of %s every handler stays and no reason', (place, table) => {
  const built = leaveOutReasons(readFileSync(new URL(`../../../client/features/${place}.reducer.ts`, import.meta.url), 'utf8'))
  const shipped = built.slice(built.search(/^export const \w+: Table</m))
  for (const [name, entry] of Object.entries(table)) {
    expect([name, new RegExp(String.raw`\b${name}\b`).test(shipped)]).toEqual([name, typeof entry === 'function'])
  }
})

it('words inside of handlers stay', () => {
  const code = "const why = 'it is so'\n\nexport const table: Table<Draft> = {\n  a: why, b: 'or so',\n  c: (draft) => {\n    draft.push({\n      kind: 'reload',\n    })\n  },\n}\n"
  expect(leaveOutReasons(code)).toBe("const why = 'it is so'\n\nexport const table: Table<Draft> = {\n  c: (draft) => {\n    draft.push({\n      kind: 'reload',\n    })\n  },\n}\n")
})
