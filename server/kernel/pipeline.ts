// PostgreSQL in fewer round trips: what is asked in one turn leaves in one write, begin and settings are not waited for,
// statements with parameters are prepared once per connection. The tenant rules are untouched: the same statements, in order.
import { CompiledQuery, PostgresDialect, PostgresDriver, type DatabaseConnection, type Driver, type QueryResult } from 'kysely'
import type { Pool, PoolClient, QueryResult as Answer } from 'pg'

/** A dialect for a pool made with `pipeline: true`. */
export class PipeliningDialect extends PostgresDialect {
  readonly #pool: Pool

  constructor(pool: Pool) {
    super({ pool })
    this.#pool = pool
  }

  override createDriver(): Driver {
    return new PipeliningDriver(this.#pool)
  }
}

class PipeliningDriver extends PostgresDriver {
  readonly #pool: Pool
  readonly #connections = new WeakMap<PoolClient, PipeliningConnection>()

  constructor(pool: Pool) {
    super({ pool })
    this.#pool = pool
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const client = await this.#pool.connect()
    const known = this.#connections.get(client)
    if (known) return known
    const connection = new PipeliningConnection(client)
    this.#connections.set(client, connection)
    return connection
  }

  /** PostgreSQL answers a commit of a failed transaction with a rollback, and no error: here it is one. */
  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const { command } = await (connection as PipeliningConnection).send(CompiledQuery.raw('commit'))
    const fault = (connection as PipeliningConnection).takeFault()
    if (fault || command !== 'COMMIT') throw fault ?? new Error('The transaction was rolled back')
  }

  /** On a dead connection it throws, and the connection's place in the pool would never be given back. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as PipeliningConnection).send(CompiledQuery.raw('rollback')).catch(() => undefined)
    ;(connection as PipeliningConnection).takeFault()
  }

  override async releaseConnection(connection: DatabaseConnection): Promise<void> {
    (connection as PipeliningConnection).release()
  }
}

/** `begin`, `start transaction` and the transaction's settings: if one fails, so does the next statement, with its error, even one that ran. */
const UNAWAITED = /^(?:begin|start transaction)|^select set_config\(/

class PipeliningConnection implements DatabaseConnection {
  readonly #client: PoolClient
  #corked = false
  #dead: Error | undefined
  #fault: Error | undefined

  constructor(client: PoolClient) {
    this.#client = client
    client.once('end', () => (this.#dead ??= new Error('Connection terminated')))
    client.on('error', (error: Error) => (this.#dead ??= error))
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const sent = this.send(query)
    if (query.parameters.length === 0 && UNAWAITED.test(query.sql)) {
      sent.catch((error: Error) => (this.#fault ??= error))
      return { rows: [] }
    }
    try {
      const { command, rowCount, rows } = await sent
      const fault = this.takeFault()
      if (fault) throw fault
      const changes = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE'
      return { rows: (rows ?? []) as Row[], ...(changes && { numAffectedRows: BigInt(rowCount ?? 0) }) }
    } catch (error) {
      throw this.takeFault() ?? error
    }
  }

  /** Sends at once, in the order of calls; all of one turn in one write. */
  send({ sql, parameters }: CompiledQuery): Promise<Answer> {
    if (this.#dead) return Promise.reject(this.#dead)
    this.#cork()
    return parameters.length === 0 ? this.#client.query(sql) : this.#client.query({ name: nameOf(sql), text: sql, values: [...parameters] })
  }

  /** Why the transaction could not begin; asked once. */
  takeFault(): Error | undefined {
    const fault = this.#fault
    this.#fault = undefined
    return fault
  }

  release(): void {
    this.#client.release(this.#dead)
  }

  streamQuery(): never {
    throw new Error('Streams of rows are not supported: read pages')
  }

  #cork(): void {
    if (this.#corked) return
    const { stream } = (this.#client as unknown as { connection: { stream: { cork(): void; uncork(): void } } }).connection
    this.#corked = true
    stream.cork()
    process.nextTick(() => {
      this.#corked = false
      stream.uncork()
    })
  }
}

/** Statements that carry parameters have fixed texts, so they are few; beyond this many they are parsed each time. */
const MOST_NAMES = 1000
const names = new Map<string, string>()

function nameOf(sql: string): string | undefined {
  const known = names.get(sql)
  if (known || names.size >= MOST_NAMES) return known
  const name = `s${names.size + 1}`
  names.set(sql, name)
  return name
}
