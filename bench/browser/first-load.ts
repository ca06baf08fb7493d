// The first load of a board's address in a browser that knows nothing yet, until it is interactive.
import { aDesk, type Desk } from './desk.ts'
import type { Company, SeededBoard } from './company.ts'
import { median, round } from './frames.ts'
import type { Product } from './product.ts'

interface Marks { cards: number; live: number; answers: number }

export async function firstLoad(product: Product, { ada }: Company, { projectId }: SeededBoard, times = 5) {
  const marks: Marks[] = []
  for (let time = 0; time < times; time++) {
    const desk = await aDesk(product, ada)
    await desk.page.goto(`/projects/${projectId}`)
    marks.push(await desk.page.evaluate('bench.interactive') as Marks)
    await desk.context.close()
  }
  const middle = (name: keyof Marks) => round(median(marks.map((mark) => mark[name])))
  return {
    cardsDrawnMs: middle('cards'), connectionLiveMs: middle('live'), interactiveMs: middle('answers'),
    slowestInteractiveMs: round(Math.max(...marks.map(({ answers }) => answers))), loads: times,
  }
}

/** How much there is: elements of the page, and the script's memory after collecting what is not used. */
export async function size({ page, context }: Desk) {
  const session = await context.newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  const elements = await page.evaluate('document.querySelectorAll("*").length') as number
  const cards = await page.evaluate('document.querySelectorAll("[data-task-id]").length') as number
  return { elements, cards, heapMb: round(usedSize / 1_048_576) }
}
