// The limit of a server: node:http, bare Socket.IO and the product's statements by bare pg, nothing else. Started by stage.ts.
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { BareWrites, type Write } from './bare-writes.ts'
import type { Company } from './stage.ts'

const [databaseUrl, company] = [process.argv[2]!, JSON.parse(process.argv[3]!) as Company]
const writes = new BareWrites(databaseUrl, company, 10, 100_000_000)
let offset = 0

/** As large as the answers of the product, and as the event that it sends. */
const TEXT = 'x'.repeat(700)
const event = () => ({ stream: `team:${company.teams[0]!.id}`, offset: (offset += 1), data: { text: 'x'.repeat(500) } })

const server = createServer((request, response) => {
  answer(request).then((text) => response.end(text), (error: Error) => response.writeHead(500).end(error.message))
})
const io = new Server(server, { serveClient: false, perMessageDeflate: false })

/** `/kind/team/turn`. Everybody connected hears of it. */
async function answer(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += chunk
  if (body) JSON.parse(body)
  const [, kind, team, turn] = request.url!.split('/')
  await writes.write(kind as Write, company.teams[Number(team)]!, Number(turn))
  const told = event()
  if (io.engine.clientsCount > 0) io.emit('stream:event', told)
  return JSON.stringify({ offset: told.offset, text: TEXT })
}

server.listen(0, '127.0.0.1', () => console.log(`ready at http://127.0.0.1:${(server.address() as AddressInfo).port}`))
process.on('SIGTERM', () => process.exit(0))
