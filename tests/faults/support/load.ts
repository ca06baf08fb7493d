// Writers and readers at work while a fault happens, and what must hold when it is over.
import { expect } from 'vitest'
import { allEvents, allTasks } from '../../integration/support/table.ts'
import { Writer } from '../../integration/support/writer.ts'
import { allFrom, until } from '../../realtime/support/client.ts'
import type { Company } from './cluster.ts'
import { FLAWLESS, judge } from './history.ts'
import { Reader } from './reader.ts'

export interface LoadOptions {
  urls: string[]
  company: Company
  stream: string
  writers?: number
  readers?: number
  /** Of each other writer, how often an answer gets lost on its way, from 0 to 1. */
  loses?: number
  /** Where readers connect, if not to the nodes: a proxy. */
  readAt?: string
}

export interface Result { acknowledged: number; repeated: number; resumed: number; events: number; delays: number[] }

export class Load {
  readonly writers: Writer[]
  readonly readers: Reader[]
  readonly #options: LoadOptions

  private constructor(options: LoadOptions) {
    const { urls, company, stream, writers = 4, readers = 4, loses = 0, readAt } = options
    const { token } = company.manager
    const work = { urls, token, projectId: company.project.id, stream }
    this.#options = options
    this.writers = Array.from({ length: writers }, (_, index) => new Writer({ ...work, loses: index % 2 ? loses : 0 }, index))
    this.readers = Array.from({ length: readers }, (_, index) => {
      let turn = index
      return new Reader(readAt ?? (() => urls[(turn += 1) % urls.length]!), token, stream as never)
    })
  }

  static async begin(options: LoadOptions): Promise<Load> {
    const load = new Load(options)
    await Promise.all(load.readers.map((reader) => reader.begin()))
    for (const writer of load.writers) writer.begin()
    return load
  }

  get acknowledged(): number {
    return this.writers.reduce((sum, writer) => sum + writer.acknowledged.length, 0)
  }

  /** Ends it. Every acknowledged write is there once, nothing is there twice, and every reader's history is the table's. */
  async settle(): Promise<Result> {
    const { urls, company, stream } = this.#options
    const { token } = company.manager
    for (const writer of this.writers) await writer.end()
    const table = await allEvents(urls[0]!, token, stream as never)
    await until('all readers have all events', () => this.readers.every(({ last }) => last >= table.length), 30_000)
      .finally(() => this.readers.forEach((reader) => reader.end()))
    expect(table.map(({ offset }) => offset)).toEqual(allFrom(1, table.length))
    for (const { history, resets, unordered } of this.readers) {
      expect(judge(history, table)).toEqual(FLAWLESS)
      expect([resets, unordered]).toEqual([[], []])
    }
    const titles = (await allTasks(urls.at(-1)!, token, company.project.id)).map(({ title }) => title)
    expect(new Set(titles).size).toBe(titles.length)
    const created = table.filter(({ type }) => type === 'task.created').map(({ data }) => (data.task as { title: string }).title)
    expect(created.toSorted()).toEqual(titles.toSorted())
    const acknowledged = this.writers.flatMap((writer) => writer.acknowledged)
    const there = new Set(titles)
    expect(acknowledged.filter(({ title }) => !there.has(title))).toEqual([])
    expect(this.writers.flatMap(({ refused }) => refused)).toEqual([])
    return {
      acknowledged: acknowledged.length, events: table.length,
      repeated: this.writers.reduce((sum, { repeated }) => sum + repeated, 0),
      resumed: this.readers.reduce((sum, { resumed }) => sum + resumed, 0),
      delays: acknowledged.flatMap(({ offset, at }) => this.readers.map(({ seenAt }) => seenAt[offset - 1]! - at)),
    }
  }
}
