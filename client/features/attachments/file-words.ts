// What a file is and how large, in the page's language.
import { locale } from '../../i18n/locale.svelte.ts'
import { t } from './words.ts'

export type FileKind = 'archive' | 'audio' | 'document' | 'file' | 'pdf' | 'picture' | 'slides' | 'table' | 'text' | 'video'

const KINDS: [RegExp, FileKind][] = [
  [/^image\//, 'picture'], [/^video\//, 'video'], [/^audio\//, 'audio'], [/\/pdf$/, 'pdf'], [/wordprocessing|msword|opendocument\.text/, 'document'],
  [/spreadsheet|ms-excel/, 'table'], [/presentation|powerpoint/, 'slides'], [/zip|7z|rar$/, 'archive'], [/^text\//, 'text'],
]

/** By its media type, which the server found in its content. */
export function kindOf(type: string): FileKind {
  return KINDS.find(([pattern]) => pattern.test(type))?.[1] ?? 'file'
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** "340 bytes", "1.2 MB": two figures that count, in steps of 1000 as systems show it. */
export function sizeWords(bytes: number): string {
  const step = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** step
  const options = { style: 'unit', unit: UNITS[step], unitDisplay: step > 0 ? 'short' : 'long', maximumFractionDigits: step > 0 && value < 10 ? 1 : 0 } as const
  return new Intl.NumberFormat(locale.tag, options).format(value)
}

export const factsOf = ({ type, size }: { type: string; size: number }): string =>
  t('factsOf', { kind: t(`kind.${kindOf(type)}`), size: sizeWords(size) })
