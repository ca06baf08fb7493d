// What is said of a problem: what happened, why, what to do; by its stable code, in the page's language.
import type { FieldError, Problem } from '../../shared/errors.ts'
import { locale } from '../i18n/locale.svelte.ts'
import { problemSentences, t } from './problems/words.ts'

/** The sentence of a problem. The server knows more of the case, names and numbers, but says it in English only. */
export function problemWords({ code, status, title, detail, traceId }: Problem): string {
  if (status < 500 && detail !== '' && detail !== title && isEnglish()) return detail
  return sentence([`error.${code}`, 'error.unknown'], traceId) ?? title
}

/** What is wrong with one field. */
export function fieldWords({ code, detail }: FieldError): string {
  if (isEnglish()) return detail
  return sentence([`error.${code}`, `field.${code}`, 'field.other']) ?? detail
}

/** The first of the sentences that there is; none while they are on their way. */
function sentence(keys: readonly string[], id = ''): string | undefined {
  void problemSentences.load()
  const key = keys.find((one) => t.has(one))
  return key && t(key as 'error.unknown', { id: id || '?' })
}

const isEnglish = () => locale.language === 'en' && !locale.pseudo
