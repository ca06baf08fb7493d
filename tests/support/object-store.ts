// A store that speaks S3 as far as the product does: put, get, parts, list, delete. It checks each signature by itself (AWS Signature Version 4).
import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

export interface ObjectServer {
  /** For FILES_URL. */
  address: string
  objects: Map<string, Buffer>
  /** How many objects it takes; then it is full. */
  room: number
  close(): void
}

/** Few, so that a list goes on. */
const MOST_LISTED = 2
const [ACCESS, SECRET, REGION] = ['access-key', 'secret/key+1', 'eu-north-1']

/** Starts it on a free port, with the bucket `files`. */
export async function startObjectServer(): Promise<ObjectServer> {
  const store: Pick<ObjectServer, 'objects' | 'room'> = { objects: new Map(), room: Infinity }
  const server = createServer((request, response) => void answer(request, response, store))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return Object.assign(store, {
    close: () => void server.close(),
    address: `http://${ACCESS}:${encodeURIComponent(SECRET)}@127.0.0.1:${port}/files?region=${REGION}`,
  })
}

async function answer(request: IncomingMessage, response: ServerResponse, { objects, room }: Pick<ObjectServer, 'objects' | 'room'>): Promise<void> {
  const body = await buffer(request)
  const end = (status: number, bytes?: Buffer) => void response.writeHead(status).end(bytes)
  if (request.headers.authorization !== signatureOf(request)) return end(403)
  const name = request.url!.replace(/^\/files\//, '')
  if (request.method === 'PUT') {
    if (objects.size >= room) return end(507)
    objects.set(name, body)
    return end(200)
  }
  if (request.method === 'DELETE') {
    objects.delete(name)
    return end(204)
  }
  if (name.startsWith('/files?')) {
    const prefix = new URL(name, 'http://store').searchParams.get('prefix')!
    const some = [...objects.keys()].filter((key) => key.startsWith(prefix)).slice(0, MOST_LISTED)
    return end(200, Buffer.from(`<ListBucketResult>${some.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('')}</ListBucketResult>`))
  }
  const object = objects.get(name)
  if (!object) return end(404, Buffer.from('<Code>NoSuchKey</Code>'))
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')
  return range ? end(206, object.subarray(Number(range[1]), Number(range[2]) + 1)) : end(200, object)
}

/** What the Authorization header must be, made from the request and the secret. */
function signatureOf({ method, url, headers }: IncomingMessage): string {
  const names = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1] ?? ''
  const moment = String(headers['x-amz-date'])
  const scope = `${moment.slice(0, 8)}/${REGION}/s3/aws4_request`
  const listed = names.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`).join('')
  const [path, asked = ''] = url!.split('?')
  const canonical = [method, path, asked, listed, names, headers['x-amz-content-sha256']].join('\n')
  const text = ['AWS4-HMAC-SHA256', moment, scope, createHash('sha256').update(canonical).digest('hex')].join('\n')
  const key = scope.split('/').reduce((secret: string | Buffer, part) => createHmac('sha256', secret).update(part).digest(), `AWS4${SECRET}`)
  const signature = createHmac('sha256', key).update(text).digest('hex')
  return `AWS4-HMAC-SHA256 Credential=${ACCESS}/${scope}, SignedHeaders=${names}, Signature=${signature}`
}
