// A wire to one of several nodes: each connection goes to the next one, and all can be cut at any byte.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface Wire {
  url: string
  /** Ends what is connected; nothing gets through until it is mended. */
  cut(): void
  mend(): void
  /** New connections go to these ports from now on. */
  leadTo(ports: number[]): void
  close(): Promise<void>
}

export async function aWire(first: number[]): Promise<Wire> {
  let ports = first
  const sockets = new Set<Socket>()
  let whole = true
  let turn = Math.floor(Math.random() * ports.length)
  const server = createServer((near) => {
    if (!whole) return void near.destroy()
    const far = connect(ports[(turn += 1) % ports.length]!, '127.0.0.1')
    for (const [one, other] of [[near, far], [far, near]] as const) {
      sockets.add(one)
      one.on('error', () => other.destroy()).on('close', () => {
        sockets.delete(one)
        other.destroy()
      }).pipe(other)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cut = () => {
    whole = false
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, cut,
    mend: () => { whole = true },
    leadTo: (others) => { ports = others },
    close: () => new Promise((resolve) => {
      cut()
      server.close(() => resolve())
    }),
  }
}
