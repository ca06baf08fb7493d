// Reads a WebP's chunks (RFC 9649) without decoding its pixels.
import { animated, fourLetters, startsWith, trailing, truncated, UnusablePicture, viewOf, type FoundPicture } from './read-bytes.ts'

const HEADER = 12
const [ANIMATION, EXIF, XMP] = [0x02, 0x08, 0x04]
const KEPT = new Set(['VP8X', 'ICCP', 'ALPH', 'VP8 ', 'VP8L'])

export const isWebp = (bytes: Uint8Array) => fourLetters(bytes, 0) === 'RIFF' && fourLetters(bytes, 8) === 'WEBP'

/** Throws UnusablePicture when the file is damaged, cut off, animated, or goes on after its end. */
export function readWebp(bytes: Uint8Array): FoundPicture {
  const view = viewOf(bytes)
  const length = view.getUint32(4, true) + 8
  if (length > bytes.length) throw truncated()
  if (length < bytes.length) throw trailing()
  const parts: Uint8Array[] = []
  const sizes: { width: number; height: number }[] = []
  let hasPixels = false
  for (let at = HEADER; at < bytes.length;) {
    if (at + 8 > bytes.length) throw truncated()
    const [name, size] = [fourLetters(bytes, at), view.getUint32(at + 4, true)]
    const end = at + 8 + size + (size % 2)
    if (end > bytes.length) throw truncated()
    if (name === 'ANIM' || name === 'ANMF') throw animated()
    const found = sizeOf(name, bytes.subarray(at + 8, at + 8 + size))
    if (found) sizes.push(found)
    hasPixels ||= name === 'VP8 ' || name === 'VP8L'
    if (KEPT.has(name)) parts.push(name === 'VP8X' ? withoutMetadata(bytes.subarray(at, end)) : bytes.subarray(at, end))
    at = end
  }
  if (!hasPixels) throw new UnusablePicture('The file has no pixels.')
  const width = Math.max(...sizes.map((size) => size.width))
  const height = Math.max(...sizes.map((size) => size.height))
  return { width, height, parts: [headerFor(parts), ...parts] }
}

function sizeOf(name: string, data: Uint8Array): { width: number; height: number } | null {
  if (name !== 'VP8X' && name !== 'VP8 ' && name !== 'VP8L') return null
  if (data.length < 10 && !(name === 'VP8L' && data.length >= 5)) throw truncated()
  const view = viewOf(data)
  if (name === 'VP8X') {
    if (data[0]! & ANIMATION) throw animated()
    return { width: (view.getUint32(4, true) & 0xffffff) + 1, height: (view.getUint32(6, true) >>> 8) + 1 }
  }
  if (name === 'VP8L') {
    if (data[0] !== 0x2f) throw new UnusablePicture('The file is damaged.')
    const bits = view.getUint32(1, true)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  if (!startsWith(data, [0x9d, 0x01, 0x2a], 3)) throw new UnusablePicture('The file is damaged.')
  return { width: view.getUint16(6, true) & 0x3fff, height: view.getUint16(8, true) & 0x3fff }
}

/** The same extended header without the flags of chunks that are left out. */
function withoutMetadata(chunk: Uint8Array): Uint8Array {
  const copy = chunk.slice()
  copy[8]! &= ~(EXIF | XMP)
  return copy
}

function headerFor(parts: readonly Uint8Array[]): Uint8Array {
  const header = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  header.writeUInt32LE(4 + parts.reduce((sum, part) => sum + part.length, 0), 4)
  return header
}
