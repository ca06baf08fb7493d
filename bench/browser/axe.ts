// What axe counts on a large board in both themes: `node bench/browser/axe.ts --out FILE`. Places, not kinds of faults.
import { appendFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { faultsOn } from '../../tests/e2e/support/accessibility.ts'
import { aBoard, aCompany } from './company.ts'
import { aDesk, openBoard } from './desk.ts'
import { startProduct } from './product.ts'

const { values: options } = parseArgs({
  options: { out: { type: 'string' }, size: { type: 'string', default: '1000' }, 'no-build': { type: 'boolean', default: false } },
})

const product = await startProduct({ build: !options['no-build'] })
try {
  const company = await aCompany(product)
  const board = await aBoard(company, Number(options.size))
  const desk = await aDesk(product, company.ada)
  await openBoard(desk, board.projectId)
  const faults: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await desk.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    faults.push(...(await faultsOn(desk.page)).map((fault) => `${colorScheme}: ${fault}`))
  }
  for (const fault of faults.slice(0, 20)) console.log(fault)
  const line = JSON.stringify({ name: 'browser.axe.board', places: faults.length })
  console.log(line)
  if (options.out) appendFileSync(options.out, `${line}\n`)
} finally {
  await product.close()
}
process.exit(0)
