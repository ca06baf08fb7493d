// The script that starts a node of the compose installation: secrets from their files, options for the server.
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'

it('start-node.sh gives the server the secrets, and the options that it was given', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-start-node-'))
  try {
    writeFileSync(join(folder, 'secret-key'), 'a key')
    writeFileSync(join(folder, 'database-owner-password'), 'word')
    writeFileSync(join(folder, 'node'), '#!/bin/sh\nprintf "%s\\n" "$SECRET_KEY" "$DATABASE_URL" "$@"\n')
    chmodSync(join(folder, 'node'), 0o755)
    const start = (...options: string[]) => spawnSync('sh', ['deploy/start-node.sh', ...options], {
      encoding: 'utf8', env: { PATH: `${folder}:${process.env.PATH}`, SECRETS_DIR: folder },
    }).stdout.trim().split('\n')
    const usual = ['a key', 'postgres://lockstep:word@postgres/lockstep', 'server/main.ts']
    expect(start()).toEqual(usual)
    expect(start('--restored', 'a b')).toEqual([...usual, '--restored', 'a b'])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
