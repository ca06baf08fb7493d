// What is said of a problem: what happened, why, what to do; by its stable code, in the page's language.
import type { FieldError, Problem } from '../../shared/errors.ts'
import { locale } from '../i18n/locale.svelte.ts'
import { t } from './words.ts'

/** The sentence of a problem. The server knows more of the case, names and numbers, but says it in English only. */
export function problemWords({ code, status, title, detail, traceId }: Problem): string {
  if (status < 500 && detail !== '' && detail !== title && isEnglish()) return detail
  const key = `error.${code}`
  return t(t.has(key) ? key : 'error.unknown', { id: traceId || '?' })
}

/** What is wrong with one field. */
export function fieldWords({ code, detail }: FieldError): string {
  if (isEnglish()) return detail
  const key = [`error.${code}`, `field.${code}`].find((one) => t.has(one))
  return t(key ?? 'field.other', { id: '?' })
}

const isEnglish = () => locale.language === 'en' && !locale.pseudo
