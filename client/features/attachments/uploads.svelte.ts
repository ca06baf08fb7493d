// Files on their way to tasks: three at once, each with its progress; they go on when the panel closes.
import type { Api } from '../../lib/api.ts'
import { newId } from '../../lib/ids.ts'
import { failureWords } from '../../shell/failure-words.ts'
import { announce } from '../../ui/index.ts'
import { sizeWords } from './file-words.ts'
import { t } from './words.ts'

const AT_ONCE = 3

export type UploadState = 'waiting' | 'sending' | 'stored' | 'failed'

/** One file; `key` is that of all its attempts, so that a repeated one attaches nothing twice. */
export class Upload {
  readonly key = newId()
  readonly taskId: string
  readonly file: File
  state = $state<UploadState>('waiting')
  sent = $state(0)
  problem = $state('')
  /** Whether another attempt could help. */
  canRetry = $state(true)
  attachmentId = $state<string | null>(null)
  aborted = new AbortController()

  constructor(taskId: string, file: File) {
    this.taskId = taskId
    this.file = file
  }

  fail(problem: string, canRetry: boolean): void {
    this.state = 'failed'
    this.problem = problem
    this.canRetry = canRetry
    announce(t('upload.failed', { name: this.file.name }), 'assertive')
  }
}

export class Uploads {
  list = $state.raw<readonly Upload[]>([])
  readonly #api: Api
  #maxBytes: Promise<number> | undefined
  #told = 0

  constructor(api: Api) {
    this.#api = api
  }

  of(taskId: string): Upload[] {
    return this.list.filter((upload) => upload.taskId === taskId)
  }

  /** Begins to send them. What is too large or a folder is listed with its reason and never sent. */
  async add(taskId: string, files: readonly File[]): Promise<void> {
    const added = files.map((file) => new Upload(taskId, file))
    this.list = [...this.list, ...added]
    const limit = await this.#limit()
    for (const upload of added) await refuse(upload, limit)
    this.#next()
  }

  cancel(upload: Upload): void {
    upload.aborted.abort()
    this.drop(upload)
    this.#next()
  }

  retry(upload: Upload): void {
    upload.aborted = new AbortController()
    upload.sent = 0
    upload.state = 'waiting'
    this.#next()
  }

  /** Takes it off the list: it is drawn as an attachment now, or nobody wants it. */
  drop(upload: Upload): void {
    this.list = this.list.filter((other) => other !== upload)
  }

  #next(): void {
    const busy = this.list.filter(({ state }) => state === 'sending').length
    const waiting = this.list.filter(({ state }) => state === 'waiting')
    for (const upload of waiting.slice(0, AT_ONCE - busy)) void this.#send(upload)
    if (busy === 0 && waiting.length === 0 && this.#told > 0) {
      announce(t('upload.done', { count: this.#told }), 'polite')
      this.#told = 0
    }
  }

  async #send(upload: Upload): Promise<void> {
    upload.state = 'sending'
    const { taskId, file, key, aborted: { signal } } = upload
    try {
      const onUpload = (sent: number) => (upload.sent = sent)
      const { data } = await this.#api.call('uploadFile', { params: { taskId }, query: { name: file.name || 'file' }, body: file, idempotencyKey: key, signal, onUpload })
      upload.attachmentId = data.id
      upload.state = 'stored'
      this.#told++
    } catch (error) {
      if (!signal.aborted) upload.fail(failureWords(error), true)
    }
    this.#next()
  }

  /** What the server would refuse after all bytes were sent is known before the first. */
  #limit(): Promise<number> {
    return (this.#maxBytes ??= this.#api.call('readStorage').then(({ data }) => data.maxFileBytes).catch(() => {
      this.#maxBytes = undefined
      return Infinity
    }))
  }
}

async function refuse(upload: Upload, limit: number): Promise<void> {
  const { file } = upload
  if (upload.state !== 'waiting') return
  if (file.size > limit) upload.fail(t('upload.tooLarge', { size: sizeWords(file.size), limit: sizeWords(limit) }), false)
  // A folder that was dropped looks like a file that cannot be read.
  else if (file.type === '' && !await file.slice(0, 1).arrayBuffer().catch(() => null)) upload.fail(t('upload.isFolder'), false)
}

const known = new WeakMap<Api, Uploads>()

/** The uploads of whoever is signed in. */
export function uploadsOf(api: Api): Uploads {
  const uploads = known.get(api) ?? new Uploads(api)
  known.set(api, uploads)
  return uploads
}
