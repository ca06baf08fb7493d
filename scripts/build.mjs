// Builds the browser client into dist/client; runs after `npm ci` and before the first start.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { onLocalNode, root } from './local-node.mjs'

await onLocalNode(async () => {
  process.chdir(root)
  if (!existsSync(join('client', 'index.html'))) return
  const { build } = await import('vite')
  await build({ logLevel: 'warn' })
})
