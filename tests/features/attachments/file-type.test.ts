// What a file is and is called: by its content, not by its name; and the name without what misleads.
import { describe, expect, it } from 'vitest'
import { HEAD_BYTES, typeOf } from '../../../server/features/attachments/file-type.ts'
import { safeFileName } from '../../../server/features/attachments/file-name.ts'
import { joined, pngOf } from '../../support/png.ts'
import { JPEG, WEBP } from '../pictures/samples.ts'
import { textBytes } from './uploading.ts'

const zip = textBytes('PK\u0003\u0004')
describe('the type of a file', () => {
  it.each([
    ['image/png', pngOf(2, 2), 'x.html'], ['image/jpeg', JPEG, 'x.svg'], ['image/webp', WEBP, 'x'], ['image/gif', textBytes('GIF89a'), 'x.js'],
    ['application/pdf', textBytes('%PDF-1.7'), 'x.exe'], ['application/zip', zip, 'x.zip'], ['application/zip', zip, 'x.html'],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', zip, 'Report.DOCX'],
    ['text/plain', textBytes('<svg onload="alert(1)"/>'), 'x.svg'], ['text/plain', textBytes('<!doctype html><script>'), 'x.png'],
    ['text/plain', textBytes('día'), 'x'], ['application/octet-stream', Uint8Array.of(0, 1, 2), 'x.txt'], ['application/octet-stream', textBytes(''), 'x.txt'],
    ['application/octet-stream', textBytes('MZ\u0000\u0001'), 'x.png'], ['video/mp4', textBytes('\u0000\u0000\u0000\u0018ftypisom'), 'x'],
  ])('is %s', (type, head, name) => {
    expect(typeOf(head, name)).toBe(type)
  })

  it('of a long text is text, also when a sign is cut in two', () => {
    expect(typeOf(joined([textBytes('a'), textBytes('ä'.repeat(HEAD_BYTES))]).slice(0, HEAD_BYTES), 'x')).toBe('text/plain')
  })
})

describe('X32 the name of a file', () => {
  it.each([
    ['../../etc/passwd', 'passwd'], ['C:\\Users\\Tove\\plan.pdf', 'plan.pdf'], ['..', 'file'], ['.', 'file'], ['...', 'file'], ['/', 'file'],
    ['\u0000\u0007', 'file'], ['a\u0000b.txt', 'ab.txt'], ['photo\u202egnp.exe', 'photognp.exe'], ['  name  ', 'name'], ['.gitignore', '.gitignore'],
    ['line\nbreak\r\n.txt', 'linebreak.txt'], ['e\u0301.txt', 'é.txt'], ['a.tar.gz', 'a.tar.gz'], ['\ud83d', '\ufffd'], ['name. . ', 'name'],
    ['%2e%2e%2fx', '%2e%2e%2fx'], ['日本語.txt', '日本語.txt'],
  ])('%j becomes %j', (given, name) => {
    expect(safeFileName(given)).toBe(name)
  })

  it('is cut before its extension', () => {
    const name = safeFileName(`${'x'.repeat(900)}.jpeg`)
    expect([name.length, name.slice(-6)]).toEqual([255, 'x.jpeg'])
    expect(safeFileName('😀'.repeat(400)).isWellFormed()).toBe(true)
  })
})
