// Files in an S3-compatible store, addressed by path: https://ACCESS_KEY:secret@host/bucket?region=us-east-1.
import { openAsBlob } from 'node:fs'
import { AwsClient } from 'aws4fetch'
import type { ByteRange } from '../../shared/endpoint.ts'
import type { FileStore } from './file-store.ts'
import { checkedName } from './stored-name.ts'

const PATIENCE_MS = 300_000

export class ObjectStore implements FileStore {
  readonly arrivals: string
  readonly #bucket: string
  readonly #client: AwsClient

  constructor({ protocol, host, pathname, searchParams, username, password }: URL, arrivals: string) {
    this.arrivals = arrivals
    this.#bucket = `${protocol}//${host}${pathname.replace(/\/$/, '')}`
    this.#client = new AwsClient({
      accessKeyId: decodeURIComponent(username), secretAccessKey: decodeURIComponent(password), service: 's3',
      region: searchParams.get('region') ?? 'us-east-1', retries: 2,
    })
  }

  async put(name: string, path: string): Promise<void> {
    // Read from the disk while it is sent; its length is known.
    const body = await openAsBlob(path)
    await this.#ask(name, { method: 'PUT', body, headers: { 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD' } })
  }

  async open(name: string, range?: ByteRange): Promise<ReadableStream<Uint8Array> | null> {
    const answer = await this.#ask(name, { headers: range && { Range: `bytes=${range.start}-${range.end}` } })
    return answer.status === 404 ? null : answer.body ?? new Blob().stream()
  }

  async delete(name: string): Promise<void> {
    await this.#ask(name, { method: 'DELETE' })
  }

  async #ask(name: string, init: RequestInit): Promise<Response> {
    const answer = await this.#client.fetch(`${this.#bucket}/${checkedName(name)}`, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) })
    if (answer.ok || (answer.status === 404 && init.method !== 'PUT')) return answer
    await answer.body?.cancel()
    throw new Error(`The store of files answered ${answer.status} to ${init.method ?? 'GET'}`)
  }
}
