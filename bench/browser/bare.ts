// The limit of this machine, measured in the same run: an empty page being scrolled.
import type { Browser } from 'playwright-core'
import { framesWhile, scroll, type FrameFigures } from './frames.ts'
import { recorder } from './recorder.ts'

export async function bareFrames(browser: Browser): Promise<FrameFigures> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  await context.addInitScript(recorder)
  const page = await context.newPage()
  await page.goto('data:text/html,<title>bare</title><div style="height:100000px"></div>')
  const figures = await framesWhile(page, () => scroll(page, { x: 700, y: 450 }, 6_000))
  await context.close()
  return figures
}
