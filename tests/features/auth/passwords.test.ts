// The hasher by itself: its queue, its versions, its list.
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createHashQueue } from '../../../server/features/auth/hash-queue.ts'
import { createPasswords } from '../../../server/features/auth/passwords.ts'
import { newRefreshToken, parseRefreshToken, successorOf } from '../../../server/features/auth/refresh-token.ts'
import type { Problem } from '../../../server/kernel/errors.ts'
import { newId } from '../../../server/kernel/tenancy.ts'

const pepper = Buffer.alloc(32, 1)

describe('hash queue', () => {
  it('X09 runs one job per core, lets eight per core wait, and sends the rest away with Retry-After', async () => {
    const enqueue = createHashQueue(2)
    let running = 0
    let most = 0
    const job = async () => {
      most = Math.max(most, (running += 1))
      await sleep(5)
      running -= 1
    }
    const results = await Promise.allSettled(Array.from({ length: 30 }, () => enqueue(job)))
    const refused = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason as Problem)
    expect(most).toBe(2)
    expect(refused).toHaveLength(30 - 2 - 16)
    expect(refused[0]).toMatchObject({ status: 503, details: { headers: { 'Retry-After': '2' } } })
    await expect(enqueue(async () => 'free again')).resolves.toBe('free again')
  })

  it('goes on after a job that fails', async () => {
    const enqueue = createHashQueue(1)
    const failing = enqueue(async () => {
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    await expect(enqueue(async () => 1)).resolves.toBe(1)
  })
})

describe('hashes', () => {
  const passwords = createPasswords([pepper], 4)

  it("S49 says its version and bcrypt's cost", async () => {
    expect(await passwords.hash('a good password')).toMatch(/^v1\$\$2b\$04\$/)
  })

  it('S49 fits with the right password and pepper only', async () => {
    const hash = await passwords.hash('a good password')
    expect(await passwords.fits('a good password', hash)).toBe(true)
    expect(await passwords.fits('a good passworD', hash)).toBe(false)
    expect(await createPasswords([Buffer.alloc(32, 2)], 4).fits('a good password', hash)).toBe(false)
  })

  it('X54 never fits where there is no hash, or one of another version', async () => {
    expect(await passwords.fits('a good password', null)).toBe(false)
    const hash = await passwords.hash('a good password')
    expect(await passwords.fits('a good password', hash.replace('v1$', 'v0$'))).toBe(false)
  })

  it('X57 does not stop at zero bytes or after 72 of them', async () => {
    const long = `${'x'.repeat(100)}\0tail one`
    const hash = await passwords.hash(long)
    expect(await passwords.fits(long, hash)).toBe(true)
    expect(await passwords.fits(`${'x'.repeat(100)}\0tail two`, hash)).toBe(false)
  })
})

describe('the list of common passwords', () => {
  const lines = readFileSync(new URL('../../../server/features/auth/common-passwords.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))

  it('X57 has at least 10,000 different ones that are long enough to be tried', () => {
    expect(new Set(lines).size).toBe(lines.length)
    expect(lines.length).toBeGreaterThanOrEqual(10_000)
    expect(lines.every((line) => line.length >= 8 && line === line.toLowerCase())).toBe(true)
  })
})

describe('refresh tokens', () => {
  const key = Buffer.alloc(32, 3)

  it('read what was issued, and nothing of another key', () => {
    const issued = newRefreshToken(key, newId())
    expect(parseRefreshToken([key], issued.token)).toEqual(issued)
    expect(parseRefreshToken([Buffer.alloc(32, 4)], issued.token)).toBeNull()
  })

  it('F25 have one successor each', () => {
    const issued = newRefreshToken(key, newId())
    const next = successorOf(key, issued.sessionId, issued.hash)
    expect(successorOf(key, issued.sessionId, issued.hash)).toEqual(next)
    expect(successorOf(key, issued.sessionId, next.hash).token).not.toBe(next.token)
    expect(parseRefreshToken([key], next.token)).toEqual(next)
  })
})
