// Smaller pictures of a picture, drawn anew: what a browser shows is never what somebody sent.
import type { Sharp } from 'sharp'
import type { Logger } from '../../kernel/logger.ts'

export interface Previews {
  width: number
  height: number
  preview: Buffer
  thumbnail: Buffer
}

/** What is decoded at all; each by its own reader and no other. */
const READERS: Record<string, string> = {
  'image/png': 'VipsForeignLoadPngFile', 'image/jpeg': 'VipsForeignLoadJpegFile', 'image/gif': 'VipsForeignLoadNsgifFile',
  'image/webp': 'VipsForeignLoadWebpFile', 'image/avif': 'VipsForeignLoadHeifFile',
}
/** A photo of the best cameras has 100 million; unpacked, it takes 400 MB. */
const MOST_PIXELS = 64_000_000
const PREVIEW_SIDE = 2048
const THUMBNAIL_SIDE = 480
const SECONDS = 10

/** Of all organizations: who sends a picture waits until it is drawn, and a file without one now is better than a file much later. */
const MOST_WAITING = 20

/** One after another: each may need much memory for a moment. */
let queue: Promise<unknown> = Promise.resolve()
let waiting = 0

/** Null for what is no picture, is too large, damaged, where too many wait, or where this machine cannot draw. */
export function drawPreviews(path: string, type: string, logger: Logger): Promise<Previews | null> {
  if (!(type in READERS)) return Promise.resolve(null)
  if (waiting >= MOST_WAITING) {
    logger.info('no preview of a picture: too many wait')
    return Promise.resolve(null)
  }
  waiting += 1
  const drawn = queue.then(() => {
    waiting -= 1
    return draw(path)
  }).catch((error: unknown) => {
    logger.info({ err: error }, 'no preview of a picture')
    return null
  })
  queue = drawn
  return drawn
}

async function draw(path: string): Promise<Previews> {
  const sharp = await loadSharp()
  const opened = sharp(path, { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true, autoOrient: true }).timeout({ seconds: SECONDS })
  const preview = await smaller(opened.clone(), PREVIEW_SIDE).toBuffer()
  const thumbnail = await smaller(sharp(preview), THUMBNAIL_SIDE).toBuffer()
  const { autoOrient: { width, height } } = await opened.metadata()
  return { width, height, preview, thumbnail }
}

const smaller = (picture: Sharp, side: number) =>
  picture.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true }).webp({ quality: 82, effort: 3 })

let loaded: Promise<typeof import('sharp')['default']> | undefined

/** Only once it is needed, and without any reader that nobody needs: SVG, PDF and the like are never opened. */
function loadSharp() {
  return loaded ??= import('sharp').then(({ default: sharp }) => {
    sharp.cache(false)
    sharp.concurrency(1)
    sharp.block({ operation: ['VipsForeignLoad'] })
    sharp.unblock({ operation: [...Object.values(READERS), 'VipsForeignLoadWebpBuffer'] })
    return sharp
  })
}
