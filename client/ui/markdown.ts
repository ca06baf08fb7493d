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

/** Render Markdown written by anybody to HTML that may be put on the page. */
export function renderMarkdown(text: string): string {
  renderer ??= makeRenderer()
  const html = renderer.marked.parse(text, { async: false })
  return renderer.purifier.sanitize(html, {
    ALLOWED_TAGS: allowedTags,
    ALLOWED_ATTR: allowedAttributes,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
  })
}
