// Writes a migration with what the entities have that the migrations do not: `npm run migration -- <name>`.
// Read it, complete it by hand (grants!), and add it to server/migrations/index.ts.
import { rmSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { PgliteDriver } from '@mikro-orm/pglite'
import { Migrator, TSMigrationGenerator } from '@mikro-orm/migrations'
import { MikroORM } from '@mikro-orm/sql'
import { entities } from '../server/features/index.ts'
import { EXTENSIONS } from '../server/kernel/database.ts'
import { migrations } from '../server/migrations/index.ts'

const name = process.argv[2]
if (!name) throw new Error('Give the migration a name: npm run migration -- add-milestones')

/** Triggers, policies and one index of search are written by hand in 0007 and 0028; entities do not know them, and so would have them dropped. */
const BY_HAND = /^drop (policy|trigger if exists|function if exists|index) "(search|words|words_of_\w+|words_learned_\w+|known_words_likeness|\w+_words\w*_fn)"/
let isEmpty = true

class Generator extends TSMigrationGenerator {
  override generateMigrationFile(className: string, { up, down }: { up: string[]; down: string[] }): string {
    const changes = up.filter((line) => !BY_HAND.test(line))
    isEmpty = changes.every((line) => line.trim() === '')
    return super.generateMigrationFile(className, { up: changes, down: down.filter((line) => !BY_HAND.test(line)) })
  }
}

// Numbers can be missing; two never share one.
const last = Number(migrations.at(-1)!.name.slice(0, 4))
const fileName = `${String(last + 1).padStart(4, '0')}-${name}`
const orm = await MikroORM.init({
  entities, driver: PgliteDriver, dbName: 'lockstep', extensions: [Migrator], driverOptions: { pglite: await PGlite.create({ extensions: EXTENSIONS }) },
  autoJoinRefsForFilters: false, schemaGenerator: { ignoreRoutines: true },
  migrations: {
    migrationsList: migrations, snapshot: false, tableName: 'migrations', path: 'server/migrations', emit: 'ts', generator: Generator,
    fileName: () => fileName,
  },
})
await orm.migrator.up()
const written = await orm.migrator.create(undefined, false, false, name)
if (isEmpty && written.fileName) rmSync(`server/migrations/${fileName}.ts`)
console.log(isEmpty ? 'The migrations have all that the entities have.' : `Wrote server/migrations/${written.fileName}`)
await orm.close(true)
process.exit(0)
