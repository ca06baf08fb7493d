// What is said of a request that failed: what happened, why, what to do; by the stable code, in the page's language.
import type { FieldError, Problem } from '../../shared/errors.ts'
import { locale } from '../i18n/locale.svelte.ts'
import { ApiError, NetworkError } from '../lib/api-error.ts'
import { toasts } from '../ui/index.ts'
import { t } from './words.ts'

/** A sentence for a failure; anything else than a request's failure is thrown on. */
export function failureWords(error: unknown): string {
  if (error instanceof NetworkError) return t('unreachable')
  if (!(error instanceof ApiError)) throw error
  return problemWords(error.problem)
}

/** The sentence of a problem. The server knows more of the case, names and numbers, but says it in English only. */
export function problemWords({ code, status, title, detail, traceId }: Problem): string {
  if (status < 500 && detail !== '' && detail !== title && isEnglish()) return detail
  const key = `error.${code}`
  return t(t.has(key) ? key : 'error.unknown', { id: traceId || '?' })
}

/** What is wrong with one field. */
export function fieldWords({ code, detail }: FieldError): string {
  if (isEnglish()) return detail
  const keys = [`error.${code}`, `field.${code}`]
  return t(keys.find((key) => t.has(key)) as Parameters<typeof t>[0] | undefined ?? 'field.other', { id: '?' })
}

const isEnglish = () => locale.language === 'en' && !locale.pseudo

/** Does the work; a failure becomes a toast that stays. True when it succeeded. */
export async function attempt(what: string, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    toasts.error(t('failure', { what, why: failureWords(error) }))
    return false
  }
}
