// `npm run dev`: the server, started again at each change, and Vite with hot reload in front of it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { onLocalNode, root } from './local-node.mjs'

await onLocalNode(async () => {
  process.chdir(root)
  if (existsSync('.env')) process.loadEnvFile('.env')
  const server = spawn(process.execPath, ['--watch-path=server', '--watch-path=shared', join('server', 'main.ts'),
    ...process.argv.slice(2)], { stdio: 'inherit' })
  const { createServer } = await import('vite')
  const vite = await createServer({ clearScreen: false, server: { host: 'localhost' } })
  await vite.listen()
  vite.printUrls()
  server.on('exit', () => void stop())
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void stop())

  async function stop() {
    server.kill('SIGTERM')
    await vite.close()
    process.exit()
  }
})
