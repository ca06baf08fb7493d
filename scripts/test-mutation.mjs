// `npm run test:mutation`: mutants of policy and tenancy against their tests; fails below 90 %. Minutes, so it is no part of CI.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { onLocalNode, root } from './local-node.mjs'

await onLocalNode(async () => {
  process.chdir(root)
  const { findServices } = await import('./services.mjs')
  const services = await findServices(process.env)
  const found = services.filter(({ value }) => value).map(({ name, value }) => [name, value])
  const stryker = join('node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js')
  const child = spawn(process.execPath, [stryker, 'run', 'tests/mutation/stryker.config.json', ...process.argv.slice(2)], {
    stdio: 'inherit', env: { ...process.env, NODE_ENV: 'test', ...Object.fromEntries(found) },
  })
  child.on('exit', (code) => process.exit(code ?? 1))
})
