// Sends like `fetch`, and tells how much of the body has left: `fetch` itself does not.
export type Upload = (sent: number, total: number) => void

/** A `fetch` for one body that tells how far its upload has come. */
export function uploading(onUpload: Upload): typeof fetch {
  return (address, init = {}) => new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(init.method ?? 'GET', String(address))
    request.responseType = 'text'
    for (const [name, value] of new Headers(init.headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded, total }) => onUpload(loaded, total)
    request.upload.onload = ({ loaded, total }) => onUpload(loaded, total)
    request.onload = () => resolve(answerOf(request))
    request.onerror = () => reject(new TypeError('The request failed'))
    request.onabort = () => reject(init.signal?.reason as Error ?? new DOMException('Aborted', 'AbortError'))
    if (init.signal?.aborted) return request.onabort(new ProgressEvent('abort'))
    init.signal?.addEventListener('abort', () => request.abort())
    request.send(init.body as XMLHttpRequestBodyInit)
  })
}

function answerOf(request: XMLHttpRequest): Response {
  const headers = request.getAllResponseHeaders().trim().split(/\r?\n/).map((line) => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as [string, string]
  })
  // An answer without content may not even have an empty body.
  return new Response(request.responseText || null, { status: request.status, statusText: request.statusText, headers })
}
