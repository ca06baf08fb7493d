// Measures the board in a real browser: `node bench/browser/board.ts --sizes 1000,5000 --out figures.jsonl --no-build`.
// One JSON line for each figure. The bare frames of an empty page are the limit of the machine: compare with those.
import { appendFileSync, rmSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { bareFrames } from './bare.ts'
import { whileDragging, whileOthersChange, whileScrolling } from './board-in-motion.ts'
import { aBoard, aCompany } from './company.ts'
import { aDesk, openBoard } from './desk.ts'
import { firstLoad, size } from './first-load.ts'
import { drops, keys } from './moves.ts'
import { startProduct } from './product.ts'
import { profiled } from './profile.ts'

const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,5000' }, out: { type: 'string' }, 'no-build': { type: 'boolean', default: false },
    /** Leaves a CPU profile of each part in this folder. */
    profiles: { type: 'string' },
    /** Only parts with these names, by commas. */
    only: { type: 'string' },
  },
})
const only = options.only?.split(',')

function tell(name: string, figures: object): void {
  const line = JSON.stringify({ name, ...figures })
  console.log(line)
  if (options.out) appendFileSync(options.out, `${line}\n`)
}

if (options.out) rmSync(options.out, { force: true })
const product = await startProduct({ build: !options['no-build'] })
try {
  const { browser, database } = product
  tell('browser.machine', { cpus: cpus().length, cpu: cpus()[0]?.model, browser: browser.version(), database, node: process.version })
  tell('browser.bare.scroll', await bareFrames(browser))
  const company = await aCompany(product)
  for (const count of options.sizes.split(',').map(Number)) {
    const board = await aBoard(company, count)
    const desk = await aDesk(product, company.ada)
    const other = await aDesk(product, company.mira)
    const measure = async (part: string, run: () => Promise<object>) => {
      if (only && !only.includes(part)) return
      tell(`browser.board.${count}.${part}`, await profiled(desk, options.profiles, `${count}-${part}`, run))
    }
    await measure('load', () => firstLoad(product, company, board))
    await openBoard(desk, board.projectId)
    await measure('size', () => size(desk))
    await measure('scroll', () => whileScrolling(desk.page, board))
    await openBoard(desk, board.projectId)
    await measure('drag', () => whileDragging(desk.page, board))
    await measure('changes', () => whileOthersChange(desk.page, company, board))
    await measure('keys', () => keys(desk.page))
    await openBoard(desk, board.projectId)
    await openBoard(other, board.projectId)
    await measure('drops', () => drops(desk.page, other.page, board))
    await desk.context.close()
    await other.context.close()
  }
  tell('browser.bare.scroll.after', await bareFrames(browser))
} finally {
  await product.close()
}
process.exit(0)
