// Files on their way: three at once, each with its progress; they go on when what they were given to is closed.
import type { Api } from '../../lib/api.ts'
import { newId } from '../../lib/ids.ts'
import { failureWords } from '../../shell/failure-words.ts'
import { announce, toasts } from '../../ui/index.ts'
import { isSame, type FilePlace } from './file-place.ts'
import { sizeWords } from './file-words.ts'
import { send } from './place-requests.ts'
import { t } from './words.ts'

const AT_ONCE = 3

export type UploadState = 'waiting' | 'sending' | 'stored' | 'failed'

/** One file; `key` is that of all its attempts, so that a repeated one attaches nothing twice. */
export class Upload {
  readonly key = newId()
  readonly place: FilePlace
  readonly file: File
  /** The text that it is for and that is not sent yet; it is shown there. */
  readonly draft: string | null
  state = $state<UploadState>('waiting')
  sent = $state(0)
  problem = $state('')
  /** Whether another attempt could help. */
  canRetry = $state(true)
  attachmentId = $state<string | null>(null)
  aborted = new AbortController()

  constructor(place: FilePlace, file: File, draft: string | null) {
    this.place = place
    this.draft = draft
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

  of(place: FilePlace): Upload[] {
    return this.list.filter((upload) => upload.draft === null && isSame(upload.place, place))
  }

  /** Those for a text that is not sent yet. */
  for(draft: string): Upload[] {
    return this.list.filter((upload) => upload.draft === draft)
  }

  /** Begins to send them. What is too large or a folder is listed with its reason and never sent. */
  async add(place: FilePlace, files: readonly File[], draft: string | null = null): Promise<void> {
    const added = files.map((file) => new Upload(place, file, draft))
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
    const { place, file, key, aborted: { signal } } = upload
    try {
      const onUpload = (sent: number) => (upload.sent = sent)
      const { id } = await send(this.#api, place, { query: { name: file.name || 'file' }, body: file, idempotencyKey: key, signal, onUpload })
      upload.attachmentId = id
      upload.state = 'stored'
      this.#told++
      // What comes with a text is taken back with it.
      if (upload.draft === null) toasts.show({ text: t('attached', { name: file.name }), undo: () => void this.#remove(id) })
    } catch (error) {
      if (!signal.aborted) upload.fail(failureWords(error), true)
    }
    this.#next()
  }

  async #remove(attachmentId: string): Promise<void> {
    await this.#api.call('deleteAttachment', { params: { attachmentId } }).catch((error: unknown) => toasts.error(failureWords(error)))
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
