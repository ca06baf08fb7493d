// Requests as bytes: what `fetch` would not send.
import { connect } from 'node:net'

export interface RawAnswer { status: number; headers: Map<string, string>; body: string }

/** Sends exactly these bytes over a connection of its own; the answer up to the end of the connection, or of its time. */
export async function sendRaw(url: string, parts: (string | Buffer)[], ms = 4000): Promise<RawAnswer> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  const chunks: Buffer[] = []
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => socket.destroy(), ms)
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('error', () => {})
    socket.on('close', () => {
      clearTimeout(timer)
      resolve()
    })
    for (const part of parts) socket.write(part)
  })
  const [head = '', ...body] = Buffer.concat(chunks).toString().split('\r\n\r\n')
  const [first = '', ...lines] = head.split('\r\n')
  const headers = new Map(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]))
  return { status: Number(first.split(' ')[1] ?? 0), headers, body: body.join('\r\n\r\n') }
}
