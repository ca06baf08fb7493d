// The process: reads settings, starts the server, prints its address, stops gracefully.
import { ConfigError, readConfig } from './config.ts'
import { startServer } from './server.ts'

const STOP_SECONDS = 10

try {
  const config = readConfig()
  const server = await startServer(config, { restored: process.argv.includes('--restored') })
  // Before anything that takes its time, and before it says that it is ready: whoever reads that may stop it at once.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      setTimeout(() => process.exit(1), STOP_SECONDS * 1000).unref()
      server.close().then(() => process.exit(0), () => process.exit(1))
    })
  }
  if (process.argv.includes('--demo')) {
    const { seedDemo } = await import('./features/demo/demo.ts')
    await seedDemo(server.kernel, config)
  }
  console.log(`\n  Lockstep is ready at ${server.url}\n`)
} catch (error) {
  const known = error instanceof ConfigError || (error as Error).name === 'DataDirInUse' || (error as { code?: string }).code === 'EADDRINUSE'
  console.error(known ? `Lockstep cannot start: ${(error as Error).message}` : error)
  process.exit(1)
}
