// A program that writes as RT22 demands: each write has a key and is sent, to any node, until its answer is final.
import { randomUUID } from 'node:crypto'
import { endpoints } from '../../../shared/index.ts'
import { pause } from '../../realtime/support/client.ts'
import { call } from '../../support/http.ts'

export interface Acknowledged { id: string; title: string; number: number; offset: number; at: number }

interface WriterOptions {
  urls: string[]
  token: string
  projectId: string
  stream: string
  /** How often an answer gets lost on its way (F04), from 0 to 1. */
  loses?: number
}

/** A title of its own for each write. */
let written = 0

export class Writer {
  readonly acknowledged: Acknowledged[] = []
  /** Attempts that failed, and answers that were lost: each was sent again. */
  repeated = 0
  /** Answers that were final and no success; and 500, which tells of a fault of ours though it is sent again. */
  readonly refused: string[] = []
  readonly #options: WriterOptions
  #node: number
  #stopped = false
  #done: Promise<void> | undefined

  constructor(options: WriterOptions, node = 0) {
    this.#options = options
    this.#node = node
  }

  begin(): void {
    this.#stopped = false
    this.#done = this.#work()
  }

  /** Resolves when the write that is under way is answered. */
  async end(): Promise<void> {
    this.#stopped = true
    await this.#done
  }

  async #work(): Promise<void> {
    while (!this.#stopped) {
      await this.#write(`Write ${(written += 1)}`, randomUUID())
      await pause(5)
    }
  }

  async #write(title: string, key: string): Promise<void> {
    const failures = new Map<string, number>()
    for (let tries = 0; tries < 2400; tries += 1) {
      const answer = await this.#attempt(title, key).catch((error: Error) => void note(failures, String(error.cause ?? error)))
      if (answer && answer.status !== 201) note(failures, `${answer.status} ${answer.problem.detail}`)
      const lost = answer && Math.random() < (this.#options.loses ?? 0)
      if (answer && !lost && answer.status === 201) {
        const { data: { id, number }, offsets } = answer
        const write = { id, title, number, offset: offsets[this.#options.stream]!, at: performance.now() }
        return void this.acknowledged.push(write)
      }
      if (answer && !lost && answer.status < 500 && answer.problem.code !== 'idempotency_in_flight') {
        return void this.refused.push(`${answer.status} ${answer.problem.code}`)
      }
      if (answer?.status === 500) this.refused.push(`500 ${answer.problem.detail}`)
      this.repeated += 1
      this.#node += 1
      await pause(Math.min(50, 10 * tries))
    }
    this.refused.push(`${title} was never answered: ${[...failures].map(([what, count]) => `${count} x ${what}`).join('; ')}`)
  }

  #attempt(title: string, key: string) {
    const { urls, token, projectId } = this.#options
    const request = { body: { projectId, title }, headers: { 'Idempotency-Key': key } }
    return call(urls[this.#node % urls.length]!, token, endpoints.createTask, request)
  }
}

const note = (failures: Map<string, number>, what: string) => failures.set(what, (failures.get(what) ?? 0) + 1)
