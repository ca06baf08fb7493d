// The name of a file as it is kept and shown: what people typed, without what misleads or breaks.
import { LONGEST_FILE_NAME } from '../../../shared/features/attachments.ts'

/** Controls, and signs that turn the direction of writing: with them `exe.gnp` reads as `png.exe`. */
const UNSEEN = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu
const LONGEST_EXTENSION = 16

/** Whether it is one that could have come through here: of no path, hiding nothing, not too long. */
export const isSafeFileName = (name: string): boolean =>
  name.length <= LONGEST_FILE_NAME && !/^\.*$|[/\\]/.test(name) && name.search(UNSEEN) < 0

/** Only the last part of a path, of any script; never empty, never `.` or `..`. */
export function safeFileName(given: string): string {
  const last = given.toWellFormed().normalize('NFC').replaceAll(UNSEEN, '').split(/[/\\]/).at(-1)!
  const name = last.trim().replace(/^\.+(?=\.|$)|[. ]+$/g, '')
  return shortened(name) || 'file'
}

/** Cut before its extension, between two signs. */
function shortened(name: string): string {
  if (name.length <= LONGEST_FILE_NAME) return name
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 && name.length - dot <= LONGEST_EXTENSION ? name.slice(dot) : ''
  return name.slice(0, LONGEST_FILE_NAME - extension.length).toWellFormed().replace(/\ufffd$/, '') + extension
}
