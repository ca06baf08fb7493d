// Small pictures, made here so that each byte of them is known.
import { crc32, deflateSync } from 'node:zlib'

/** A grey PNG; `extra` chunks stand before the pixels. */
export function pngOf(width: number, height: number, extra: Uint8Array[] = []): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const rows = Buffer.alloc((width + 1) * Math.min(height, 4096), 0x80).map((byte, index) => (index % (width + 1) === 0 ? 0 : byte))
  return joined([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), ...extra, chunk('IDAT', deflateSync(rows)), chunk('IEND'),
  ])
}

/** A chunk of a PNG with its checksum. */
export function chunk(type: string, data: Uint8Array = new Uint8Array()): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const whole = Buffer.alloc(body.length + 8)
  whole.writeUInt32BE(data.length, 0)
  whole.set(body, 4)
  whole.writeUInt32BE(crc32(body), body.length + 4)
  return whole
}

export const joined = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.concat(parts))
