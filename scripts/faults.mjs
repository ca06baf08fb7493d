// `npm run test:faults`: the long form of all cases of tests/faults/cases.ts, one after another; a second start goes on where the first was.
import { onLocalNode, root } from './local-node.mjs'

await onLocalNode(async () => {
  process.chdir(root)
  const { runFaults } = await import('./faults/run.ts')
  process.exit(await runFaults(process.argv.slice(2)))
})
