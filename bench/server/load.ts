// Drives so many requests at once for so long, and tells rate and delays.
import { Agent, request } from 'node:http'

export interface Figures { rate: number; p50: number; p95: number; p99: number; count: number; refused: number }

/** Runs `once` over and over, `inFlight` at a time, for so many seconds after a warm-up. Throws when nothing succeeds. */
export async function drive(inFlight: number, seconds: number, once: (lane: number, turn: number) => Promise<void>): Promise<Figures> {
  const delays: number[] = []
  let refused = 0
  const warm = performance.now() + Math.min(1000, seconds * 250)
  const end = warm + seconds * 1000
  await Promise.all(Array.from({ length: inFlight }, async (_, lane) => {
    for (let turn = 0; performance.now() < end; turn += 1) {
      const begun = performance.now()
      const failure = await once(lane, turn).then(() => undefined, (error: Error) => error)
      if (failure && (refused += 1) > MOST_REFUSED) throw failure
      if (!failure && begun >= warm) delays.push(performance.now() - begun)
    }
  }))
  delays.sort((a, b) => a - b)
  const at = (share: number) => delays[Math.floor(delays.length * share)] ?? NaN
  return { rate: delays.length / seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99), count: delays.length, refused }
}

/** A machine that stands still for seconds makes lock timeouts; more than a few are a fault. */
const MOST_REFUSED = 50

/** A bare HTTP client with kept connections: what it costs is the same for whatever is measured. Throws on an error status. */
export class Http {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 256 })
  readonly #url: URL
  readonly #token: string

  constructor(url: string, token: string) {
    this.#url = new URL(url)
    this.#token = token
  }

  send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<{ text: string; bytes: number; offsets: string; etag: string }> {
    const payload = body === undefined ? undefined : JSON.stringify(body)
    return new Promise((resolve, reject) => {
      const outgoing = request({
        agent: this.#agent, host: this.#url.hostname, port: this.#url.port, method, path,
        headers: { Authorization: `Bearer ${this.#token}`, ...(payload && { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(payload) }), ...headers },
      }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () => {
          const whole = Buffer.concat(chunks)
          if ((answer.statusCode ?? 500) >= 400) return reject(new Error(`${method} ${path}: ${answer.statusCode} ${whole.toString().slice(0, 300)}`))
          resolve({ text: whole.toString(), bytes: whole.length, offsets: String(answer.headers['lockstep-offsets'] ?? ''), etag: answer.headers.etag ?? '' })
        })
        answer.on('error', reject)
      })
      outgoing.on('error', reject)
      outgoing.end(payload)
    })
  }

  close(): void {
    this.#agent.destroy()
  }
}

/** Command line: `--seconds 5 --in-flight 1,8,32`. */
export function option(name: string, fallback: string): string {
  const at = process.argv.indexOf(`--${name}`)
  return at >= 0 ? process.argv[at + 1] ?? fallback : fallback
}

export const round = (value: number, digits = 0): number => Number(value.toFixed(digits))
