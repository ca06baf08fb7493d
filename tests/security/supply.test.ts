// What comes with the product: versions that have known faults mended (X60), and no secret among its files (X61).
import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** The least version that holds no known fault which reaches us, and why. Grows with every advisory that concerns a dependency. */
const LEAST: Record<string, [versions: string, why: string]> = {
  'socket.io-parser': ['4.2.7', 'attachment counts and packets of unbounded size'],
  'engine.io': ['6.6.4', 'uncaught errors by broken handshakes'],
  'ws': ['7.5.10 8.17.1', 'a request with many headers ends the process'],
  'hono': ['4.12.25', 'static files, cookies, body limits'],
  '@hono/node-server': ['1.19.13', 'static paths'],
  '@mikro-orm/core': ['7.1.7', 'objects of users as operators'],
  '@mikro-orm/sql': ['7.1.7', 'objects of users as operators'],
  'jose': ['6.0.0', 'compressed tokens'],
  'nodemailer': ['7.0.7', 'a recipient in another recipient\'s quotes'],
  'dompurify': ['3.2.4', 'mutation of templates'],
  'marked': ['4.0.10', 'slow patterns'],
  'pg': ['8.11.0', 'names of result columns'],
  'vite': ['7.1.5', 'files outside the root by the development server'],
}

const packages = Object.entries((JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, { version: string; integrity?: string; resolved?: string }> }).packages)
const versionsOf = (name: string) => packages.filter(([path]) => path.endsWith(`node_modules/${name}`)).map(([, { version }]) => version)

const numbers = (version: string) => version.split('-')[0]!.split('.').map(Number)
function isBelow(version: string, least: string): boolean {
  const [a, b] = [numbers(version), numbers(least)]
  const index = a.findIndex((part, place) => part !== b[place])
  return index >= 0 && a[index]! < b[index]!
}

/** Where several lines were mended, the one of the same major version, else the newest. */
const leastFor = (version: string, leasts: string) =>
  leasts.split(' ').find((least) => numbers(least)[0] === numbers(version)[0]) ?? leasts.split(' ').at(-1)!

describe('X60', () => {
  it('every copy of what once had a fault is at the version that mended it, or above', () => {
    expect(isBelow('4.2.6', '4.2.7') && !isBelow('4.10.0', '4.9.9') && !isBelow('4.2.7', '4.2.7')).toBe(true)
    for (const [name, [leasts, why]] of Object.entries(LEAST)) {
      const versions = versionsOf(name)
      expect(versions.length, `${name} is no dependency any more: take it off the table`).toBeGreaterThan(0)
      for (const version of versions) expect(isBelow(version, leastFor(version, leasts)), `${name} ${version} is below ${leasts}: ${why}`).toBe(false)
    }
  })

  it('every package is locked by its hash', () => {
    const unlocked = packages.filter(([path, { integrity, resolved }]) => path.includes('node_modules/') && resolved && !integrity)
    expect(packages.length).toBeGreaterThan(300)
    expect(unlocked.map(([path]) => path)).toEqual([])
  })
})

/** What secrets look like. Each kind is tried on a made-up one below, put together so that this file holds none. */
const SECRETS: Record<string, RegExp> = {
  'a private key': /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\n[\w+/=]{16}/,
  'a key of AWS': /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  'a token of GitHub': /\bgh[pousr]_[A-Za-z0-9]{36}\b|\bgithub_pat_\w{22,}/,
  'a token of npm': /\bnpm_[A-Za-z0-9]{36}\b/,
  'a token of Slack': /\bxox[abprs]-[\w-]{10,}/,
  'a key of Google': /\bAIza[\w-]{35}\b/,
  'a key of Stripe': /\b[sr]k_live_\w{20,}/,
  'a JSON Web Token': /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/,
  'an API token of ours': /\blockstep_[\w-]{86}\b/,
  'a password in an address': /\b[a-z]+:\/\/[^\s:/@'"`$<{*]+:(?!lockstep|password|secret|postgres|\*|\.\.\.)[^\s@/'"`$<{*]{6,}@[\w.-]+/,
}

describe('X61', () => {
  const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean)

  it('no file of the repository holds a secret', () => {
    const found: string[] = []
    for (const file of files) {
      if (statSync(file).size > 2_000_000 || /\.(?:png|woff2?|ico|gz|jpg|webp)$/.test(file)) continue
      const text = readFileSync(file, 'utf8')
      for (const [kind, pattern] of Object.entries(SECRETS)) if (pattern.test(text)) found.push(`${file} holds ${kind}`)
    }
    expect(files.length).toBeGreaterThan(500)
    expect(found).toEqual([])
  })

  it('no file of settings or of data is among them, and images take none along', () => {
    expect(files.filter((file) => /(^|\/)\.env$|\.pem$|\.key$|\.p12$|(^|\/)data\/|(^|\/)secret-key$/.test(file))).toEqual([])
    const ignored = readFileSync('.dockerignore', 'utf8')
    for (const name of ['data', '.env', '.git', 'node_modules']) expect(ignored.split('\n'), name).toContain(name)
  })

  it('each kind is recognized', () => {
    const letters = (count: number) => 'aB3'.repeat(40).slice(0, count)
    const made = [
      `-----BEGIN ${'PRIVATE KEY'}-----\n${letters(20)}`, `AKIA${'A1'.repeat(8)}`, `ghp_${letters(36)}`, `npm_${letters(36)}`, `xoxb-${letters(12)}`,
      `AIza${letters(35)}`, `sk_live_${letters(24)}`, `eyJ${letters(12)}.eyJ${letters(12)}.${letters(24)}`, `lockstep_${letters(86)}`, `postgres://me:${letters(9)}@db.example`,
    ]
    Object.values(SECRETS).forEach((pattern, index) => expect(made[index]).toMatch(pattern))
  })
})
