// Looks at the first bytes of what arrives, which arrive all the same.

/** `head` has `length` bytes, or all where there are fewer. */
export async function beginningOf(arriving: AsyncIterable<Uint8Array>, length: number): Promise<{ head: Uint8Array; bytes: AsyncIterable<Uint8Array> }> {
  const chunks = arriving[Symbol.asyncIterator]()
  let head: Uint8Array = Buffer.alloc(0)
  while (head.byteLength < length) {
    const { done, value } = await chunks.next()
    if (done) break
    head = Buffer.concat([head, value])
  }
  return { head: head.subarray(0, length), bytes: whole(head, chunks) }
}

async function* whole(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first
    yield* { [Symbol.asyncIterator]: () => rest }
  } finally {
    await rest.return?.()
  }
}
