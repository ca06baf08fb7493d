// Whether bytes are a picture that may be shown to others: by what they are, whatever they are called.
import { createHash } from 'node:crypto'
import { PICTURE_MAX_SIDE } from '../../../shared/features/pictures.ts'
import { Problem } from '../../kernel/errors.ts'
import { isJpeg, readJpeg } from './formats/jpeg.ts'
import { isPng, readPng } from './formats/png.ts'
import { UnusablePicture, type FoundPicture } from './formats/read-bytes.ts'
import { isWebp, readWebp } from './formats/webp.ts'

export interface StillPicture {
  type: 'image/png' | 'image/jpeg' | 'image/webp'
  /** Without metadata: no place, camera or text of anybody. */
  bytes: Buffer
  hash: string
}

const formats = [
  { type: 'image/png', is: isPng, read: readPng },
  { type: 'image/jpeg', is: isJpeg, read: readJpeg },
  { type: 'image/webp', is: isWebp, read: readWebp },
] as const

/** Throws 422 invalid_picture with the reason. */
export function stillPicture(given: Uint8Array): StillPicture {
  const format = formats.find(({ is }) => is(given))
  if (!format) throw unusable('This is no PNG, JPEG or WebP picture.')
  const { width, height, parts } = found(format.read, given)
  if (width === 0 || height === 0) throw unusable('The picture has no size.')
  if (width > PICTURE_MAX_SIDE || height > PICTURE_MAX_SIDE)
    throw unusable(`The picture is ${width} × ${height} pixels; at most ${PICTURE_MAX_SIDE} a side.`)
  const bytes = Buffer.concat(parts)
  return { type: format.type, bytes, hash: createHash('sha256').update(bytes).digest('base64url').slice(0, 24) }
}

function found(read: (bytes: Uint8Array) => FoundPicture, given: Uint8Array): FoundPicture {
  try {
    return read(given)
  } catch (error) {
    throw error instanceof UnusablePicture ? unusable(error.message) : error
  }
}

const unusable = (reason: string) => new Problem('invalid_picture', reason)
