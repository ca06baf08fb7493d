// What axe finds on a page as it stands: faults that keep people out (serious and critical), with targets below 24 pixels (WCAG 2.2).
import axe from 'axe-core'
import type { Page } from 'playwright-core'

interface Violation { id: string; impact: string; nodes: { target: string[]; html: string; failureSummary: string }[] }

// Colours on their way from one to another are nobody's choice; what turns for ever is not waited for.
const SETTLED = `(async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const moving = () => document.getAnimations().filter(({ effect, playState }) =>
    playState === 'running' && effect?.getComputedTiming().iterations !== Infinity)
  for (let still = 0; still < 3; still += 1) {
    await frame()
    if (moving().length > 0) still = 0
  }
})()`

const everyRule = { rules: { 'target-size': { enabled: true } } }
/** What two themes can differ in. */
const rulesOfColour = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }

/** One line for each serious or critical fault, with where it is and what is wrong. */
export async function faultsOn(page: Page, { onlyColours = false } = {}): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe.source)
  await page.evaluate(SETTLED)
  const options = { resultTypes: ['violations'], ...(onlyColours ? rulesOfColour : everyRule) }
  const violations = await page.evaluate(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations)`) as Violation[]
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, html, failureSummary }) =>
      `${id} at ${target.join(' ')}: ${failureSummary.replaceAll(/\s+/g, ' ')} ${html.slice(0, 160)}`))
}
