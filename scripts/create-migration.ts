// Writes a migration with what the entities have that the migrations do not: `npm run migration -- <name>`.
// Read it, complete it by hand (grants!), and add it to server/migrations/index.ts.
import { PGlite } from '@electric-sql/pglite'
import { PgliteDriver } from '@mikro-orm/pglite'
import { Migrator } from '@mikro-orm/migrations'
import { MikroORM } from '@mikro-orm/sql'
import { entities } from '../server/features/index.ts'
import { migrations } from '../server/migrations/index.ts'

const name = process.argv[2]
if (!name) throw new Error('Give the migration a name: npm run migration -- add-milestones')

const orm = await MikroORM.init({
  entities, driver: PgliteDriver, dbName: 'lockstep', extensions: [Migrator], driverOptions: { pglite: await PGlite.create() },
  autoJoinRefsForFilters: false, schemaGenerator: { ignoreRoutines: true },
  migrations: {
    migrationsList: migrations, snapshot: false, tableName: 'migrations', path: 'server/migrations', emit: 'ts',
    fileName: () => `${String(migrations.length + 1).padStart(4, '0')}-${name}`,
  },
})
await orm.migrator.up()
const { fileName, diff } = await orm.migrator.create(undefined, false, false, name)
console.log(diff.up.length === 0 ? 'The migrations have all that the entities have.' : `Wrote server/migrations/${fileName}`)
await orm.close(true)
process.exit(0)
