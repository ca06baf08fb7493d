// A CPU profile of a part, to be opened in a browser's developer tools.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Desk } from './desk.ts'

export async function profiled<T>({ page, context }: Desk, folder: string | undefined, name: string, run: () => Promise<T>): Promise<T> {
  if (!folder) return run()
  const session = await context.newCDPSession(page)
  await session.send('Profiler.enable')
  await session.send('Profiler.setSamplingInterval', { interval: 500 })
  await session.send('Profiler.start')
  const result = await run()
  const { profile } = await session.send('Profiler.stop')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${name}.cpuprofile`), JSON.stringify(profile))
  await session.detach()
  return result
}
