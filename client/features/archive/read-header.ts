// Reads the first line of an archive in the browser: what it is and what is in it.
import type { ArchiveHeader } from '../../../shared/features/archive.ts'

/** Null for what is no archive. */
export async function headerOf(file: Blob): Promise<ArchiveHeader | null> {
  try {
    const first = await firstLine(file.stream().pipeThrough(new DecompressionStream('gzip')))
    const header = JSON.parse(first) as Partial<ArchiveHeader>
    return header.format === 'lockstep-archive' ? header as ArchiveHeader : null
  } catch {
    return null
  }
}

/** Only as much is unpacked as it is long, and no more than a line may be. */
async function firstLine(stream: ReadableStream<Uint8Array>): Promise<string> {
  const reader = stream.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader()
  let text = ''
  try {
    while (!text.includes('\n') && text.length < 100_000) {
      const { done, value } = await reader.read()
      if (done) break
      text += value
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
  return text.slice(0, text.indexOf('\n') + 1 || undefined)
}
