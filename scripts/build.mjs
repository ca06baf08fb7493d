// Builds the browser client into dist/client; runs after `npm ci` and before the first start.
import { existsSync } from 'node:fs'

if (existsSync('client/index.html')) {
  const { build } = await import('vite')
  await build({ logLevel: 'warn' })
}
