// Makes a square of 256 pixels out of any picture that the browser can read.
const SIDE = 256
const QUALITY = 0.86

/** The middle of the picture, scaled. Throws when the file is no picture. What a camera wrote beside it is gone. */
export async function squarePicture(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file)
  try {
    const side = Math.min(bitmap.width, bitmap.height)
    const canvas = new OffscreenCanvas(SIDE, SIDE)
    const context = canvas.getContext('2d')!
    context.imageSmoothingQuality = 'high'
    context.drawImage(bitmap, (bitmap.width - side) / 2, (bitmap.height - side) / 2, side, side, 0, 0, SIDE, SIDE)
    return await canvas.convertToBlob({ type: 'image/webp', quality: QUALITY })
  } finally {
    bitmap.close()
  }
}
