// Whole WebSocket messages out of a stream of bytes (RFC 6455, 5.2), so that a proxy can lose one and leave its neighbours whole.

/** Whether a message never arrives. */
export type Drops = (text: string) => boolean

const END_OF_HEAD = Buffer.from('\r\n\r\n')

/** What a server sends on a connection, upgraded or not, without the dropped messages. A server's frames are neither masked nor split here. */
export async function* framesWithout(source: AsyncIterable<Buffer>, drops: Drops): AsyncGenerator<Buffer> {
  let held: Buffer = Buffer.alloc(0)
  let upgraded: boolean | undefined
  for await (const chunk of source) {
    held = Buffer.concat([held, chunk])
    if (upgraded === undefined) {
      const end = held.indexOf(END_OF_HEAD)
      if (end < 0) continue
      upgraded = held.subarray(0, 12).toString().endsWith(' 101')
      yield held.subarray(0, end + 4)
      held = held.subarray(end + 4)
    }
    if (!upgraded) {
      yield held
      held = Buffer.alloc(0)
      continue
    }
    for (let frame = frameOf(held); frame; frame = frameOf(held)) {
      held = held.subarray(frame.size)
      if (!drops(frame.text)) yield frame.whole
    }
  }
}

/** The first frame, if all of it is there. */
function frameOf(bytes: Buffer): { size: number; whole: Buffer; text: string } | undefined {
  if (bytes.length < 2) return undefined
  const short = bytes[1]! & 0x7f
  const head = short === 126 ? 4 : short === 127 ? 10 : 2
  if (bytes.length < head) return undefined
  const length = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short
  if (bytes.length < head + length) return undefined
  return { size: head + length, whole: bytes.subarray(0, head + length), text: bytes.toString('utf8', head, head + length) }
}
