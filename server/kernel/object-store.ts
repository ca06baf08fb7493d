// Files in an S3-compatible store, addressed by path: https://ACCESS_KEY:secret@host/bucket?region=us-east-1.
import { openAsBlob } from 'node:fs'
import { AwsClient } from 'aws4fetch'
import type { ByteRange } from '../../shared/endpoint.ts'
import type { FileStore } from './file-store.ts'
import { checkedName, checkedOrganization } from './stored-name.ts'

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

  async forget(organizationId: string): Promise<void> {
    for (let names = await this.#some(organizationId); names.length > 0; names = await this.#some(organizationId)) {
      for (const name of names) await this.delete(name)
    }
  }

  /** Up to a thousand names of an organization; they need no unescaping. Throws on one that is not the product's: it would be listed for ever. */
  async #some(organizationId: string): Promise<string[]> {
    const answer = await this.#fetch(`?list-type=2&prefix=${checkedOrganization(organizationId)}%2F`, {})
    if (!answer.ok) throw await refusal(answer, 'a list')
    return [...(await answer.text()).matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, name]) => checkedName(name!))
  }

  async #ask(name: string, init: RequestInit): Promise<Response> {
    const answer = await this.#fetch(`/${checkedName(name)}`, init)
    if (answer.ok || (answer.status === 404 && init.method !== 'PUT')) return answer
    throw await refusal(answer, init.method ?? 'GET')
  }

  #fetch(place: string, init: RequestInit): Promise<Response> {
    return this.#client.fetch(`${this.#bucket}${place}`, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) })
  }
}

async function refusal(answer: Response, to: string): Promise<Error> {
  await answer.body?.cancel()
  return new Error(`The store of files answered ${answer.status} to ${to}`)
}
