// What a file is, by its first bytes. The name decides only between things that are packed alike, and never what a browser may show.
const ascii = (text: string) => [...Buffer.from(text, 'latin1')]

/** First bytes, at their place; null stands for any byte. */
const SIGNATURES: { type: string; at?: number; bytes: (number | null)[] }[] = [
  { type: 'image/png', bytes: [0x89, ...ascii('PNG\r\n'), 0x1a, 0x0a] },
  { type: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
  { type: 'image/gif', bytes: [...ascii('GIF8'), null, 0x61] },
  { type: 'image/webp', bytes: [...ascii('RIFF'), null, null, null, null, ...ascii('WEBP')] },
  { type: 'image/avif', at: 4, bytes: ascii('ftypavif') },
  { type: 'image/heic', at: 4, bytes: ascii('ftyphei') },
  { type: 'image/tiff', bytes: [...ascii('II*'), 0] },
  { type: 'image/tiff', bytes: [...ascii('MM'), 0, 0x2a] },
  { type: 'video/quicktime', at: 4, bytes: ascii('ftypqt') },
  { type: 'audio/mp4', at: 4, bytes: ascii('ftypM4A') },
  { type: 'video/mp4', at: 4, bytes: ascii('ftyp') },
  { type: 'video/webm', bytes: [0x1a, 0x45, 0xdf, 0xa3] },
  { type: 'audio/mpeg', bytes: ascii('ID3') },
  { type: 'audio/wav', bytes: [...ascii('RIFF'), null, null, null, null, ...ascii('WAVE')] },
  { type: 'audio/ogg', bytes: ascii('OggS') },
  { type: 'audio/flac', bytes: ascii('fLaC') },
  { type: 'application/pdf', bytes: ascii('%PDF-') },
  { type: 'application/zip', bytes: [...ascii('PK'), 3, 4] },
  { type: 'application/gzip', bytes: [0x1f, 0x8b] },
  { type: 'application/x-7z-compressed', bytes: [...ascii('7z'), 0xbc, 0xaf, 0x27, 0x1c] },
  { type: 'application/vnd.rar', bytes: ascii('Rar!') },
  { type: 'application/msword', bytes: [0xd0, 0xcf, 0x11, 0xe0] },
]

const office = 'application/vnd.openxmlformats-officedocument'
/** What is a zip or an old office file inside, by the name's end. */
const PACKED: Record<string, Record<string, string>> = {
  'application/zip': {
    docx: `${office}.wordprocessingml.document`, xlsx: `${office}.spreadsheetml.sheet`, pptx: `${office}.presentationml.presentation`,
    odt: 'application/vnd.oasis.opendocument.text', ods: 'application/vnd.oasis.opendocument.spreadsheet',
    odp: 'application/vnd.oasis.opendocument.presentation',
  },
  'application/msword': { xls: 'application/vnd.ms-excel', ppt: 'application/vnd.ms-powerpoint' },
}

/** So many first bytes are looked at. */
export const HEAD_BYTES = 4096

/** What it may be called by a release that knows fewer kinds of files: never more than its bytes are. */
export function weakerTypesOf(head: Uint8Array): string[] {
  const found = signatureOf(head)
  return [...(found ? [found] : []), ...(isText(head) ? ['text/plain'] : []), 'application/octet-stream']
}

/** Its media type; text of any kind is plain text, and what is not known is just bytes. */
export function typeOf(head: Uint8Array, name: string): string {
  const found = signatureOf(head)
  const extension = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  if (found) return PACKED[found]?.[extension] ?? found
  return isText(head) ? 'text/plain' : 'application/octet-stream'
}

const signatureOf = (head: Uint8Array): string | undefined =>
  SIGNATURES.find(({ at = 0, bytes }) => bytes.every((byte, index) => byte === null || head[at + index] === byte))?.type

/** UTF-8 without controls; the last sign may be cut off. */
function isText(head: Uint8Array): boolean {
  if (head.length === 0 || head.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: head.length === HEAD_BYTES })
    return true
  } catch {
    return false
  }
}
