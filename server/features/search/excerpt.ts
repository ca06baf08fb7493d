// The part of a text that answers a search, with the found words marked.
import type { ExcerptPart } from '../../../shared/features/search.ts'
import { plain } from './asked-words.ts'

const WORDS = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu
const BEFORE = 60
const LENGTH = 180

interface Place { start: number; end: number }

/** Whether any word of the text begins with any that is wanted. */
export function hasAny(text: string, wanted: readonly string[]): boolean {
  return placesIn(text, wanted).next().done !== true
}

/** Some 180 characters around the first found word; nothing when none of them is in the text. */
export function excerptOf(text: string, wanted: readonly string[]): ExcerptPart[] {
  const first = placesIn(text, wanted).next()
  if (first.done === true) return []
  const from = beginningNear(text, first.value.start)
  const to = endNear(text, from + LENGTH)
  const piece = text.slice(from, to)
  const parts = markedParts(piece, wanted)
  if (from > 0) parts.unshift({ text: '…', found: false })
  if (to < text.length) parts.push({ text: '…', found: false })
  return parts
}

function markedParts(piece: string, wanted: readonly string[]): ExcerptPart[] {
  const parts: ExcerptPart[] = []
  let at = 0
  for (const { start, end } of placesIn(piece, wanted)) {
    if (start > at) parts.push({ text: onOneLine(piece.slice(at, start)), found: false })
    parts.push({ text: piece.slice(start, end), found: true })
    at = end
  }
  if (at < piece.length) parts.push({ text: onOneLine(piece.slice(at)), found: false })
  return parts
}

function* placesIn(text: string, wanted: readonly string[]): Generator<Place> {
  for (const { 0: word, index } of text.matchAll(WORDS)) {
    const simple = plain(word)
    if (wanted.some((beginning) => simple.startsWith(beginning))) yield { start: index, end: index + word.length }
  }
}

function beginningNear(text: string, found: number): number {
  if (found <= BEFORE) return 0
  const space = text.indexOf(' ', found - BEFORE)
  return space >= 0 && space < found ? space + 1 : found
}

function endNear(text: string, end: number): number {
  if (end >= text.length) return text.length
  const space = text.indexOf(' ', end)
  return space >= 0 && space < end + 30 ? space : end
}

const onOneLine = (text: string) => text.replace(/\s+/g, ' ')
