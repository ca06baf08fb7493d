// What a browser did besides drawing: hosts asked, errors logged, violations of the security policy, dialogs.
import type { BrowserContext } from 'playwright-core'

export interface Evidence {
  /** Every host that a request or socket went to. */
  hosts: Set<string>
  /** Console errors and uncaught exceptions, without the 401 that tells a new tab that nobody is signed in. */
  errors: string[]
  violations: string[]
  dialogs: string[]
}

const REFRESH = '/api/auth/refresh'

// Chromium logs most violations by itself, but not the attempts that a script catches.
const TELL = `addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
  console.error('Content Security Policy', violatedDirective, blockedURI, sample)
})`

/** Records from now on. */
export async function watch(context: BrowserContext): Promise<Evidence> {
  await context.addInitScript(TELL)
  const evidence: Evidence = { hosts: new Set(), errors: [], violations: [], dialogs: [] }
  const note = (url: string) => {
    const { host, protocol } = new URL(url)
    if (protocol !== 'data:' && protocol !== 'blob:') evidence.hosts.add(host)
  }
  context.on('request', (request) => note(request.url()))
  context.on('page', (page) => page.on('websocket', (socket) => note(socket.url())))
  context.on('console', (message) => {
    const text = message.text()
    const { url } = message.location()
    if (/content security policy/i.test(text)) evidence.violations.push(text)
    else if (message.type() === 'error' && !(text.includes('401') && url.endsWith(REFRESH))) {
      evidence.errors.push(`${text} (${url})`)
    }
  })
  context.on('weberror', (error) => evidence.errors.push(String(error.error().stack)))
  context.on('dialog', (dialog) => {
    evidence.dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  return evidence
}
