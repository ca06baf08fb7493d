// Reads a JPEG's segments (ITU-T T.81) without decoding its pixels.
import { startsWith, trailing, truncated, UnusablePicture, viewOf, type FoundPicture } from './read-bytes.ts'

const [START, END, SCAN] = [0xd8, 0xd9, 0xda]
/** Baseline, extended and progressive frames: what browsers draw. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2])
/** Tables, restart interval, JFIF, colour profile, Adobe's colour transform; camera data, texts and places are left out. */
const KEPT = new Set([...FRAMES, SCAN, 0xc4, 0xdb, 0xdd, 0xe0, 0xe2, 0xee])

export const isJpeg = (bytes: Uint8Array) => startsWith(bytes, [0xff, START, 0xff])

/** Throws UnusablePicture when the file is damaged, cut off, or goes on after its end. */
export function readJpeg(bytes: Uint8Array): FoundPicture {
  const view = viewOf(bytes)
  const parts = [bytes.subarray(0, 2)]
  let size: { width: number; height: number } | null = null
  let hasScan = false
  for (let at = 2; ;) {
    if (at + 2 > bytes.length) throw truncated()
    if (bytes[at] !== 0xff) throw new UnusablePicture('The file is damaged.')
    const marker = bytes[at + 1]!
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === END) {
      if (at + 2 !== bytes.length) throw trailing()
      if (!size || !hasScan) throw new UnusablePicture('The file has no pixels.')
      return { ...size, parts: [...parts, bytes.subarray(at)] }
    }
    if (at + 4 > bytes.length) throw truncated()
    const head = at + 2 + view.getUint16(at + 2)
    if (head > bytes.length || head < at + 4) throw truncated()
    if (FRAMES.has(marker)) {
      if (head < at + 10) throw truncated()
      size ??= { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    }
    hasScan ||= marker === SCAN
    const end = marker === SCAN ? endOfScan(bytes, head) : head
    if (KEPT.has(marker)) parts.push(bytes.subarray(at, end))
    at = end
  }
}

/** Where the next marker stands: within a scan 0xFF is followed by 0 or by a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    const next = bytes[at + 1]!
    if (bytes[at] === 0xff && next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  throw truncated()
}
