// The runner of the long form refuses what it could only pass by running nothing.
import { expect, it, vi } from 'vitest'
import { runFaults } from '../../scripts/faults/run.ts'

it.each([['--only', 'F99'], ['--only', 'F01,F99'], ['--only', ''], ['--most', 'x'], ['--most', '0']])('%s %j is refused', async (...given) => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  expect(await runFaults([...given])).toBe(2)
  expect(said).toHaveBeenCalledOnce()
  said.mockRestore()
})
