// A request that a node has begun with, and whose body comes later: the node says that it waits for it.
import { request, type ClientRequest, type IncomingMessage } from 'node:http'
import { once } from 'node:events'
import type { Endpoint } from '../../../shared/endpoint.ts'

export class SlowRequest {
  readonly #request: ClientRequest
  readonly #body: string
  readonly #answer: Promise<number>

  private constructor(url: string, token: string, { method, path }: Pick<Endpoint, 'method' | 'path'>, body: string) {
    this.#body = body
    this.#request = request(`${url}${path}`, {
      method, agent: false,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body), Expect: '100-continue' },
    })
    this.#answer = once(this.#request, 'response').then(([answer]) => {
      (answer as IncomingMessage).resume()
      return (answer as IncomingMessage).statusCode!
    })
    this.#answer.catch(() => {})
    this.#request.flushHeaders()
  }

  /** Resolves when the node has begun with it. */
  static async begin(url: string, token: string, endpoint: Pick<Endpoint, 'method' | 'path'>, body: string): Promise<SlowRequest> {
    const slow = new SlowRequest(url, token, endpoint, body)
    await once(slow.#request, 'continue')
    return slow
  }

  /** Sends the body. Resolves with the answer's status; throws when the node is gone. */
  finish(): Promise<number> {
    this.#request.end(this.#body)
    return this.#answer
  }
}
