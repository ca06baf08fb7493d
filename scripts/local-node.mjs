// Runs the calling script on Node 24 or newer: this Node if it is one, else the one that npm installed here.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const NEEDED = 24
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** The folder of the project. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Calls `run` on a Node that is new enough; with an older one, starts the script again on the project's own. */
export async function onLocalNode(run) {
  if (major(process.versions.node) < NEEDED) return startAgain(localNode())
  if (process.env.LOCKSTEP_PARENT) endWithParent()
  await run()
}

const major = (version) => Number.parseInt(version, 10)

function localNode() {
  const file = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(file)) return file
  console.error(`Lockstep needs Node ${NEEDED} or newer. This is ${process.versions.node}, and node_modules has no other: ` +
    'run `npm ci` with install scripts allowed, or use a newer Node.')
  process.exit(1)
}

function startAgain(node) {
  const child = spawn(node, process.argv.slice(1), {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, LOCKSTEP_PARENT: String(process.pid) },
  })
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    console.error(`Could not start ${node}: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    for (const name of SIGNALS) process.removeAllListeners(name)
    if (signal) process.kill(process.pid, signal)
    else process.exit(code ?? 1)
  })
}

/** A parent that was killed cannot pass the signal on; the channel to it closes, and this process ends as hard. */
function endWithParent() {
  delete process.env.LOCKSTEP_PARENT
  if (!process.channel) return
  process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'))
  process.channel.unref()
}
