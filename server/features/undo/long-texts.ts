// Brings the long texts that left their events back into the changes that an undo is about.
import { isTextReference } from '../../../shared/streams.ts'
import { readEventTexts } from '../../kernel/event-lookups.ts'
import type { Work } from '../../kernel/work.ts'
import type { PastChange } from './past-changes.ts'

interface TextPlace { $text: string; length: number }

export function textReferences(value: unknown): TextPlace[] {
  if (isTextReference(value)) return [value]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textReferences) : []
}

export async function bringTextsBack(work: Work, changes: PastChange[]): Promise<void> {
  const ids = [...new Set(changes.flatMap(({ data }) => textReferences(data)).map(({ $text }) => $text))]
  if (ids.length === 0) return
  const texts = await readEventTexts(work.em, work.organizationId, ids)
  for (const change of changes) change.data = withTexts(change.data, texts) as PastChange['data']
}

function withTexts(value: unknown, texts: ReadonlyMap<string, string>): unknown {
  if (isTextReference(value)) return texts.get(value.$text) ?? value
  if (Array.isArray(value)) return value.map((inner) => withTexts(inner, texts))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withTexts(inner, texts)]))
}
