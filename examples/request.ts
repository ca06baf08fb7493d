// Calls the API until there is a final answer: waits when it is told to (429, 503), goes on after lost connections.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

export const url = (process.env.LOCKSTEP_URL ?? 'http://localhost:3000').replace(/\/$/, '')

/** A setting of the environment; says which one is missing. */
export function setting(name: string): string {
  const value = process.env[name]
  if (value) return value
  console.error(`Set ${name} (see examples/README.md).`)
  return process.exit(1)
}

/** A refusal that no repetition changes; `code` is one of the product's stable codes. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, problem: { code?: string; detail?: string }) {
    super(`${status} ${problem.code ?? ''}: ${problem.detail ?? ''}`)
    this.status = status
    this.code = problem.code ?? ''
  }
}

/** The Idempotency-Key makes a write happen once, however often it is sent; a random one lasts for this call only. */
export async function request<T>(method: string, path: string, body?: unknown, key: string = randomUUID()): Promise<T> {
  const headers = { 'Authorization': `Bearer ${setting('LOCKSTEP_TOKEN')}`, 'Content-Type': 'application/json', 'Idempotency-Key': key }
  for (let tries = 0; ; tries += 1) {
    const response = await fetch(`${url}${path}`, { method, headers, body: body === undefined ? null : JSON.stringify(body) }).catch(() => null)
    if (response?.ok) return (response.status === 204 ? undefined : await response.json()) as T
    const problem = (await response?.json().catch(() => ({})) ?? {}) as { code?: string; detail?: string }
    const again = !response || response.status === 429 || response.status >= 500 || problem.code === 'idempotency_in_flight'
    if (!again) throw new Refusal(response.status, problem)
    const asked = Number(response?.headers.get('retry-after') ?? 0) * 1000
    await sleep(Math.max(asked, Math.min(10_000, 100 * 2 ** tries)) * (1 + Math.random() / 5))
  }
}
