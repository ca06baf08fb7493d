// Files that would like to be a page or a script: contents, each under several names.
import { joined, pngOf } from '../../support/png.ts'
import { JPEG, WEBP } from '../pictures/samples.ts'
import { textBytes } from './uploading.ts'

const RUN = 'document.title = "ran"; alert(1)'
const page = `<!doctype html><script>${RUN}</script>`
const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload='${RUN}'><script>${RUN}</script></svg>`

const contents: Record<string, Uint8Array<ArrayBuffer>> = {
  page: textBytes(page), 'page after a mark': textBytes(`\ufeff${page}`), 'page after blanks': textBytes(`${' '.repeat(600)}${page}`),
  svg: textBytes(svg), 'svg with a prolog': textBytes(`<?xml version="1.0"?>${svg}`),
  xhtml: textBytes(`<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script>${RUN}</script></html>`),
  xslt: textBytes(`<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="data:text/xml,${encodeURIComponent(page)}"?><x/>`),
  script: textBytes(RUN), worker: textBytes(`self.addEventListener("fetch", () => {}); ${RUN}`),
  'UTF-16 page': Uint8Array.from(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(page, 'utf16le')])), 'UTF-7 page': textBytes(`+ADw-script+AD4-${RUN}+ADw-/script+AD4-`),
  'picture with a page behind it': joined([pngOf(8, 8), textBytes(page)]), 'photo with a page behind it': joined([JPEG, textBytes(page)]),
  'WebP with a page behind it': joined([WEBP, textBytes(page)]), 'page that begins like a GIF': textBytes(`GIF89a/*${page}*/=1;${RUN}`),
  'PDF with a script': textBytes(`%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n${page}`),
  'mail of a page': textBytes(`MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n${page}\r\n--x--`),
  program: Uint8Array.from(Buffer.concat([Buffer.from('MZ\0\0'), Buffer.from(page)])), flash: textBytes(`CWS\u0009${page}`), nothing: textBytes(''),
}

const names = [
  'picture.png', 'page.html', 'page.xhtml', 'drawing.svg', 'script.js', 'report.pdf.html', 'photo.jpg.svg', 'photo\u202egpj.html', 'mail.mhtml', 'noname',
]

/** 20 contents under 10 names. */
export const hostileFiles = Object.entries(contents).flatMap(([what, bytes]) => names.map((name) => ({ what: `${what} as ${name}`, name, bytes })))
