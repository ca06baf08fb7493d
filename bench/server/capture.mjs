// Loaded into a node (`--import`): remembers every statement of every connection, and writes them to a file when told by SIGHUP.
import { writeFileSync } from 'node:fs'
import pg from 'pg'

const statements = []
const connections = new Map()
const { query } = pg.Client.prototype

pg.Client.prototype.query = function (config, values, callback) {
  if (!connections.has(this)) connections.set(this, connections.size)
  const [text, given] = typeof config === 'string' ? [config, Array.isArray(values) ? values : []] : [config.text, config.values ?? []]
  statements.push({ connection: connections.get(this), text, values: given })
  return query.call(this, config, values, callback)
}

process.on('SIGHUP', () => {
  writeFileSync(process.env.CAPTURE_FILE, JSON.stringify(statements))
  console.log('captured')
})
