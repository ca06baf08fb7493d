// What the readers of picture formats share.

/** What a format's reader found: its size, and the parts that make up the picture without metadata. */
export interface FoundPicture {
  width: number
  height: number
  parts: Uint8Array[]
}

/** Why a file is no picture that can be used: a sentence that is safe to show. */
export class UnusablePicture extends Error {}

export const truncated = () => new UnusablePicture('The file ends too early.')
export const trailing = () => new UnusablePicture('Something follows after the end of the picture.')
export const animated = () => new UnusablePicture('The picture moves. Use a still one.')

export const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Four letters, as PNG and RIFF name their chunks. */
export const fourLetters = (bytes: Uint8Array, at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))

export const startsWith = (bytes: Uint8Array, start: readonly number[], at = 0) =>
  start.every((byte, index) => bytes[at + index] === byte)
