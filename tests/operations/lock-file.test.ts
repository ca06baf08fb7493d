// The lock of a data folder, by real processes: killed, started at once, and with a pid that another process got.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acquireLock, LockedError } from '../../server/kernel/lock-file.ts'

const HOLDER = fileURLToPath(new URL('./hold-lock.ts', import.meta.url))
let dataDir: string
let started: ChildProcess[]

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'lockstep-lock-'))
  started = []
})
afterEach(() => {
  for (const child of started) child.kill('SIGKILL')
  rmSync(dataDir, { recursive: true, force: true })
})

function start(): ChildProcess {
  const child = spawn(process.execPath, [HOLDER, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  started.push(child)
  return child
}

async function answerOf(child: ChildProcess): Promise<string> {
  const [chunk] = await once(child.stdout!, 'data') as [Buffer]
  return chunk.toString().trim()
}

describe('acquireLock', () => {
  it('refuses a second process with one line that names the folder and the pid', async () => {
    const first = start()
    expect(await answerOf(first)).toBe('acquired')
    const answer = await answerOf(start())
    expect(answer).toBe(
      `${dataDir} is in use by another process (pid ${first.pid}). Stop it, or give this one its own DATA_DIR.`)
  })

  it('refuses a second taker in the same process, and gives the folder free on release', () => {
    const lock = acquireLock(dataDir)
    expect(() => acquireLock(dataDir)).toThrow(LockedError)
    lock.release()
    lock.release()
    acquireLock(dataDir).release()
  })

  it('is free at once after the holder was killed', async () => {
    const first = start()
    await answerOf(first)
    const gone = once(first, 'exit')
    first.kill('SIGKILL')
    await gone
    acquireLock(dataDir).release()
  })

  it('does not take the pid file for the lock: the pid of a living stranger does not block', () => {
    writeFileSync(join(dataDir, 'lock.pid'), `${process.ppid}\n`)
    acquireLock(dataDir).release()
  })

  it('is granted to exactly one of six simultaneous starts', async () => {
    for (let round = 0; round < 3; round++) {
      const children = Array.from({ length: 6 }, start)
      const answers = await Promise.all(children.map(answerOf))
      expect(answers.filter((answer) => answer === 'acquired')).toHaveLength(1)
      expect(answers.filter((answer) => answer.includes('is in use by another process'))).toHaveLength(5)
      const ends = children.filter(({ exitCode }) => exitCode === null).map((child) => once(child, 'exit'))
      for (const child of children) child.kill('SIGKILL')
      await Promise.all(ends)
    }
  })
})
