// In which order the files of tests run: the longest first, so that no worker has nothing left while another is in the middle of a long one.
import { relative, sep } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take much longer than their size tells, the longest first. `npm test` prints the slowest ones of a run in CI. */
export const LONGEST = [
  'tests/e2e/screens-desk.test.ts', 'tests/e2e/screens-phone.test.ts', 'tests/e2e/settings.test.ts',
  'tests/tenancy/matrix.test.ts', 'tests/operations/start.test.ts', 'tests/faults/killed-nodes.test.ts', 'tests/integration/secret-key.test.ts',
  'tests/faults/rolled-out.test.ts', 'tests/integration/realtime-on-postgres.test.ts', 'tests/faults/tail-loss.test.ts', 'tests/faults/slow-readers.test.ts',
]

/** Leaves the order of the projects as it is, and that of the other files: what failed or took long last time, or else is large, comes first. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files)
    const projects = [...new Set(usual.map(({ project }) => project.name))]
    return projects.flatMap((name) => longestFirst(usual.filter(({ project }) => project.name === name), ({ moduleId }) => relative(this.ctx.config.root, moduleId).replaceAll(sep, '/')))
  }
}

/** The known long ones in their order, then the others in theirs. */
export function longestFirst<T>(files: readonly T[], pathOf: (file: T) => string): T[] {
  const rank = (file: T) => {
    const index = LONGEST.indexOf(pathOf(file))
    return index === -1 ? LONGEST.length : index
  }
  return [...files].sort((a, b) => rank(a) - rank(b))
}
