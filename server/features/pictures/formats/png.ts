// Reads a PNG's chunks (ISO/IEC 15948) without decoding its pixels.
import { crc32 } from 'node:zlib'
import { animated, fourLetters, startsWith, trailing, truncated, UnusablePicture, viewOf, type FoundPicture } from './read-bytes.ts'

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** What pixels and their colours need; texts, times and camera data are left out. */
const KEPT = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT'])

export const isPng = (bytes: Uint8Array) => startsWith(bytes, SIGNATURE)

/** Throws UnusablePicture when the file is damaged, cut off, animated, or goes on after its end. */
export function readPng(bytes: Uint8Array): FoundPicture {
  const view = viewOf(bytes)
  const parts = [bytes.subarray(0, SIGNATURE.length)]
  let size: { width: number; height: number } | null = null
  let hasPixels = false
  for (let at = SIGNATURE.length; ;) {
    if (at + 12 > bytes.length) throw truncated()
    const [length, type] = [view.getUint32(at), fourLetters(bytes, at + 4)]
    const end = at + 12 + length
    if (end > bytes.length) throw truncated()
    if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) throw new UnusablePicture('The file is damaged.')
    if ((type === 'IHDR') !== (size === null) || (type === 'IHDR' && length !== 13)) throw new UnusablePicture('The file has no proper beginning.')
    if (type === 'acTL') throw animated()
    size ??= { width: view.getUint32(at + 8), height: view.getUint32(at + 12) }
    hasPixels ||= type === 'IDAT'
    if (KEPT.has(type)) parts.push(bytes.subarray(at, end))
    at = end
    if (type !== 'IEND') continue
    if (at !== bytes.length) throw trailing()
    if (!hasPixels) throw new UnusablePicture('The file has no pixels.')
    return { ...size, parts }
  }
}
