// Markdown to HTML that is safe to show: no scripts, styles or forms, pictures only from our own origin, links that
// tell nothing.
import createPurifier from 'dompurify'
import { Marked } from 'marked'
import { t } from './words.ts'

const allowedTags = [
  'a', 'blockquote', 'br', 'code', 'del', 'em', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'img', 'input', 'li', 'ol',
  'p', 'pre', 'strong', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul',
]
const allowedAttributes = [
  'href', 'title', 'src', 'alt', 'start', 'type', 'checked', 'disabled', 'align', 'target', 'rel',
]
const linkSchemes = /^(?:https?:|mailto:|\/(?!\/)|#)/i

type Renderer = { marked: Marked; purifier: ReturnType<typeof createPurifier> }

// Made on first use, so that a page without Markdown does not carry it.
let renderer: Renderer | undefined

function makeRenderer(): Renderer {
  const purifier = createPurifier(window)
  purifier.addHook('afterSanitizeAttributes', (element) => {
    if (element.tagName === 'A') tameLink(element)
    if (element.tagName === 'IMG') tamePicture(element)
    if (element.tagName === 'INPUT') tameInput(element)
  })
  return { marked: new Marked({ gfm: true, breaks: true, async: false, renderer: { html: asWritten } }), purifier }
}

// Tags are shown as they were typed. Chromium reports a handler in them as a violation of the security policy even when
// it is only parsed, to be purified, and never put on the page.
const asWritten = ({ text }: { text: string }): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

function tameLink(link: Element): void {
  const address = link.getAttribute('href') ?? ''
  link.setAttribute('rel', 'noopener noreferrer nofollow')
  if (!linkSchemes.test(address)) link.removeAttribute('href')
  if (/^https?:/i.test(address)) link.setAttribute('target', '_blank')
  else link.removeAttribute('target')
}

// A picture elsewhere would tell a stranger who reads this; its text stays.
function tamePicture(picture: Element): void {
  const address = picture.getAttribute('src') ?? ''
  const base = window.location.origin
  if (URL.canParse(address, base) && new URL(address, base).origin === base && !address.startsWith('data:')) {
    picture.setAttribute('loading', 'lazy')
    return
  }
  picture.replaceWith(picture.ownerDocument.createTextNode(picture.getAttribute('alt') ?? ''))
}

// Only the boxes of task lists, which cannot be pressed.
function tameInput(input: Element): void {
  if (input.getAttribute('type') !== 'checkbox') {
    input.remove()
    return
  }
  input.setAttribute('disabled', '')
  input.setAttribute('aria-label', input.hasAttribute('checked') ? t('done') : t('open'))
}

/** What a word such as `WEB-12` leads to; null where it is only a word. */
export type Reference = (word: string) => { href: string } | null

/** Render Markdown written by anybody to HTML that may be put on the page. */
export function renderMarkdown(text: string, reference?: Reference): string {
  renderer ??= makeRenderer()
  const html = renderer.marked.parse(text, { async: false })
  const safe = renderer.purifier.sanitize(html, {
    ALLOWED_TAGS: allowedTags,
    ALLOWED_ATTR: allowedAttributes,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
  })
  return reference && REFERENCE.test(safe) ? withReferences(safe, reference) : safe
}

const REFERENCE = /(?<![\p{L}\p{N}_/-])[A-Z][A-Z0-9]{0,9}-[1-9]\d{0,8}(?![\p{L}\p{N}_-])/u

/** Words in code and in links stay as they are. */
function withReferences(safe: string, reference: Reference): string {
  const page = document.createElement('template')
  page.innerHTML = safe
  const walker = document.createTreeWalker(page.content, NodeFilter.SHOW_TEXT)
  const texts: Text[] = []
  while (walker.nextNode()) texts.push(walker.currentNode as Text)
  for (const text of texts) if (!text.parentElement?.closest('a, code, pre')) linkWords(text, reference)
  return page.innerHTML
}

function linkWords(text: Text, reference: Reference): void {
  const pieces = text.data.split(new RegExp(`(${REFERENCE.source})`, 'u'))
  const nodes = pieces.map((piece, index) => {
    const target = index % 2 === 1 ? reference(piece) : null
    if (!target) return piece
    const link = document.createElement('a')
    link.setAttribute('href', target.href)
    link.dataset.reference = piece
    link.textContent = piece
    return link
  })
  if (nodes.some((node) => typeof node !== 'string')) text.replaceWith(...nodes)
}
