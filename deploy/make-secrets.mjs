// Makes the secrets of a compose installation at its first start, so that nobody has to invent or share one.
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = process.argv[2] ?? '/secrets'

for (const name of ['secret-key', 'database-owner-password', 'postgres-password']) {
  try {
    // Read by the users of other containers; the volume is mounted nowhere else.
    writeFileSync(join(folder, name), randomBytes(48).toString('base64url'), { flag: 'wx', mode: 0o444 })
    console.log(`made ${name}`)
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
}
