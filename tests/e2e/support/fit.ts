// What does not fit a finger, a narrow page or a language from right to left. Each check asks the page once.
import type { Page } from 'playwright-core'

/** Controls that need not be as large as a fingertip, and why. */
const SMALL: Record<string, string> = {
  '.skip': 'skip links show on a keyboard only, and are as large as its words',
}

const TOP = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]'
const CONTROLS = 'a[href], button, input:not([type="hidden"], [type="file"]), select, textarea, [role="button"], [role="menuitem"], [role="option"], [role="tab"], [role="switch"], [role="checkbox"]'

const say = `const say = (element) => element.tagName.toLowerCase() + ' "' + (element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent).trim().slice(0, 40) + '" ' + (element.className?.baseVal ?? element.className).toString().slice(0, 60)`

/** Where a finger counts for a control: its own box, that of its label, and what is laid around it to be touched. */
const hands = (onlyOnTop: boolean) => `(() => {
  ${say}
  const top = [...document.querySelectorAll('${TOP}')].filter((element) => element.checkVisibility())
  const roots = ${onlyOnTop} ? top : [document.body]
  const inText = (element) => element.tagName === 'A' && getComputedStyle(element).display === 'inline'
    && [...element.parentElement.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())
  const grown = (element, box) => {
    for (const part of ['::before', '::after']) {
      const style = getComputedStyle(element, part)
      if (style.content === 'none' || style.position !== 'absolute') continue
      const [t, r, b, l] = [style.top, style.right, style.bottom, style.left].map((inset) => parseFloat(inset) || 0)
      const around = (getComputedStyle(element).position === 'static' && element.offsetParent || element).getBoundingClientRect()
      box = { left: Math.min(box.left, around.left + l), right: Math.max(box.right, around.right - r), top: Math.min(box.top, around.top + t), bottom: Math.max(box.bottom, around.bottom - b) }
    }
    return box
  }
  const found = new Set()
  for (const root of roots) for (const element of root.querySelectorAll('${CONTROLS}')) {
    if (element.disabled || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || element.closest('[inert], [aria-hidden="true"]') || inText(element)) continue
    if (element.matches('${Object.keys(SMALL).join()}')) continue
    const boxes = [element, ...(element.labels ?? [])].map((one) => grown(one, one.getBoundingClientRect()))
    if (boxes.every((box) => box.right - box.left <= 2)) continue
    const [width, height] = [Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left)), Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top))]
    if (width < 43.5 || height < 43.5) found.add(say(element) + ' is ' + Math.round(width) + ' x ' + Math.round(height))
  }
  return [...found]
})()`

/** What goes on past the side of the page, or of what is open above it. */
const WIDE = `(() => {
  ${say}
  return [document.documentElement, document.body, ...document.querySelectorAll('main, ${TOP}')]
    .filter((element) => element.checkVisibility() && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 2)
    .map((element) => say(element) + ' is ' + (element.scrollWidth - element.clientWidth) + ' px too wide')
})()`

const ask = (page: Page, question: string) => page.evaluate(question) as Promise<string[]>

/** Controls that a finger would miss. */
export const tooSmall = (page: Page, { onlyOnTop = false }: { onlyOnTop?: boolean | undefined } = {}) => ask(page, hands(onlyOnTop))

/** What is too wide for these pages, and for the last of them from right to left. The page is to be left afterwards. */
export async function tooWide(page: Page, viewports: readonly { width: number; height: number }[]): Promise<string[]> {
  const found: string[] = []
  const look = async (how: string) => found.push(...(await ask(page, WIDE)).map((fault) => `${how}: ${fault}`))
  for (const viewport of viewports) {
    await page.setViewportSize(viewport)
    await look(`at ${viewport.width}`)
  }
  await page.evaluate("document.documentElement.dir = 'rtl'")
  await look('from right to left')
  return found
}
