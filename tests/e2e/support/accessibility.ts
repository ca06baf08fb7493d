// What axe finds on a page as it stands: faults that keep people out (serious and critical), with targets below 24 pixels (WCAG 2.2).
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

// The small file: each page that is looked at has to read it, and the readable one is more than twice as long.
const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

interface Violation { id: string; impact: string; nodes: { target: string[]; html: string; failureSummary: string }[] }

// Colours on their way from one to another are nobody's choice, so what moves is brought to its end: to wait for it means to draw the whole page for
// each step on the way. What turns for ever goes on.
const SETTLED = `(async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const moving = () => document.getAnimations().filter(({ effect, playState }) =>
    playState === 'running' && effect?.getComputedTiming().iterations !== Infinity)
  for (let still = 0; still < 3; still += 1) {
    await frame()
    for (const animation of moving()) {
      animation.finish()
      still = 0
    }
  }
})()`

// What these find is never more than moderate, so it would not be told; some of them are dear, and one loads media.
const untold = ['region', 'no-autoplay-audio', 'landmark-unique', 'aria-allowed-role', 'form-field-multiple-labels', 'heading-order']
const everyRule = { rules: { 'target-size': { enabled: true }, ...Object.fromEntries(untold.map((rule) => [rule, { enabled: false }])) } }
/** What two themes can differ in. */
const rulesOfColour = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }
/** What opening something can break on the page beneath. */
const rulesBeneath = { runOnly: { type: 'rule', values: ['aria-hidden-focus', 'aria-valid-attr-value', 'duplicate-id-aria'] } }
/** All that opens above a page. */
const ON_TOP = ['dialog[open]', ...['dialog', 'alertdialog', 'menu', 'listbox'].map((role) => `[role="${role}"]`)].join()

interface Wanted {
  onlyColours?: boolean
  /** The page beneath what is open is looked at by itself elsewhere. */
  onlyOnTop?: boolean | undefined
}

/** One line for each serious or critical fault, with where it is and what is wrong. */
export async function faultsOn(page: Page, { onlyColours = false, onlyOnTop = false }: Wanted = {}): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(AXE)
  await page.evaluate(SETTLED)
  const run = (context: string, options: object) =>
    page.evaluate(`axe.run(${context}, ${JSON.stringify({ resultTypes: ['violations'], ...options })}).then(({ violations }) => violations)`) as Promise<Violation[]>
  const violations = await run(onlyOnTop ? JSON.stringify({ include: [[ON_TOP]] }) : 'document', onlyColours ? rulesOfColour : everyRule)
  if (onlyOnTop && !onlyColours) violations.push(...await run('document', rulesBeneath))
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, html, failureSummary }) =>
      `${id} at ${target.join(' ')}: ${failureSummary.replaceAll(/\s+/g, ' ')} ${html.slice(0, 160)}`))
}
