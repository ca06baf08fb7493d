// Reads the first line of an archive in the browser: what it is and what is in it.
import type { ArchiveHeader } from '../../../shared/features/archive.ts'

/** Null for what is no archive. */
export async function headerOf(file: Blob): Promise<ArchiveHeader | null> {
  try {
    const first = await firstLine((await linesIn(file)).stream().pipeThrough(new DecompressionStream('gzip')))
    const header = JSON.parse(first) as Partial<ArchiveHeader>
    return header.format === 'lockstep-archive' ? header as ArchiveHeader : null
  } catch {
    return null
  }
}

const BLOCK = 512

/** The packed lines: all of it, or what an archive with files (a tar) has first, whose block before it says how long that is. */
async function linesIn(file: Blob): Promise<Blob> {
  const block = new TextDecoder('latin1').decode(await file.slice(0, BLOCK).arrayBuffer())
  return block.startsWith('ustar', 257) ? file.slice(BLOCK, BLOCK + Number.parseInt(block.slice(124, 136), 8)) : file
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
