// Statements on the global tables (users, sessions), as lockstep_system.
import { query } from '../../kernel/database.ts'
import type { Kernel } from '../../kernel/transact.ts'

export type Sql = <Row>(text: string, parameters?: unknown[]) => Promise<Row[]>

/** Runs the action in a transaction of lockstep_system. */
export function withSystemSql<T>(kernel: Kernel, action: (sql: Sql) => Promise<T>): Promise<T> {
  return kernel.system((em) => action((text, parameters) => query(em, text, parameters)))
}

/** A time stamp column as an ISO instant in UTC. */
export const instantColumn = (column: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
