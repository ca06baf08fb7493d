// What a browser did besides drawing: hosts it asked, errors it logged, violations of the content security policy, dialogs.
import type { BrowserContext, Page } from 'playwright-core'

export interface Evidence {
  /** Every host that a request or socket went to. */
  hosts: Set<string>
  /** Console errors and uncaught exceptions, without the 401 that tells a new tab that nobody is signed in. */
  errors: string[]
  violations: string[]
  dialogs: string[]
}

const REFRESH = '/api/auth/refresh'

// Chromium also logs what a parser meets in a document that is never shown; a page keeps only what it met in its own.
const OWN_VIOLATIONS = `addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
  (window.violations ??= []).push([violatedDirective, blockedURI, sample].join(' '))
})`

/** What the page's own document did against its security policy since it was opened. */
export const violationsOf = (page: Page) => page.evaluate('window.violations ?? []') as Promise<string[]>

/** Records from now on. Errors of a network that a test took away are the test's own and can be left out with `offline`. */
export async function watch(context: BrowserContext): Promise<Evidence> {
  await context.addInitScript(OWN_VIOLATIONS)
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
