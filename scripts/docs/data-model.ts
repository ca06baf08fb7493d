// The data-model diagram (Mermaid), from the entities' metadata.
import { PostgreSqlDriver } from '@mikro-orm/postgresql'
import { MikroORM } from '@mikro-orm/sql'
import { entities } from '../../server/features/index.ts'

export function dataModel(): string {
  // Never connects: only the metadata are read.
  const orm = new MikroORM({ entities, driver: PostgreSqlDriver, dbName: 'lockstep' })
  const tables = [...orm.getMetadata().getAll().values()].sort((a, b) => a.tableName.localeCompare(b.tableName))
  const lines = ['```mermaid', 'erDiagram']
  for (const table of tables) {
    for (const relation of table.relations.filter(({ kind, owner }) => kind === 'm:1' || (kind === '1:1' && owner))) {
      const many = relation.kind === 'm:1' ? 'o{' : 'o|'
      lines.push(`  ${relation.targetMeta!.tableName} ${relation.nullable ? '|o' : '||'}--${many} ${table.tableName} : ${relation.name}`)
    }
  }
  for (const table of tables) {
    const columns = table.props.filter((property) => property.kind === 'scalar' && property.fieldNames?.length)
      .map((property) => `    ${(property.columnTypes?.[0] ?? 'text').replaceAll(/[^a-z0-9_]/gi, '')} ${property.fieldNames[0]}${property.primary ? ' PK' : ''}`)
    lines.push(`  ${table.tableName} {`, ...columns, '  }')
  }
  lines.push('```')
  return lines.join('\n')
}
