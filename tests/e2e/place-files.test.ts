// Files of a project and of a team: added by choosing, dropping and pasting on the page, seen by the other at once, looked at and removed.
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { aCompany } from '../support/factories.ts'
import { pngOf } from '../support/png.ts'
import { useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, type Desk } from './support/people.ts'

describe.skipIf(!hasChromium)('files of a project and a team', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let mira: Desk
  let tove: Desk

  beforeAll(async () => {
    company = await aCompany(world)
    mira = await aDesk(browser(), world, company.manager)
    tove = await aDesk(browser(), world, company.employee)
  })

  const section = (page: Page) => page.getByRole('region', { name: 'Files', exact: true })
  const png = (name: string) => ({ name, mimeType: 'image/png', buffer: Buffer.from(pngOf(400, 300)) })

  /** Gives a file to the page as a hand or a clipboard would. */
  const give = (page: Page, kind: 'drop' | 'paste', name: string) => page.evaluate(`(() => {
    const transfer = new DataTransfer()
    transfer.items.add(new File(['given content'], ${JSON.stringify(name)}, { type: 'text/plain' }))
    document.querySelector('main').dispatchEvent('${kind}' === 'drop'
      ? new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true })
      : new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }))
  })()`)

  it.each(['project', 'team'] as const)('come to a %s, are seen by everybody there, looked at and removed', async (kind) => {
    const path = kind === 'project' ? `/projects/${company.project.id}/overview` : `/teams/${company.team.id}?tab=files`
    for (const { page } of [mira, tove]) {
      await page.goto(`${world.url}${path}`)
      await section(page).getByText('No files yet').waitFor()
    }
    expect(await faultsOn(mira.page)).toEqual([])
    await mira.page.locator('main [data-file-chooser]').setInputFiles([png('before.png'), png('after.png')])
    await give(mira.page, 'drop', 'dropped.txt')
    await give(mira.page, 'paste', 'pasted.txt')
    for (const { page } of [mira, tove]) {
      for (const name of ['Look at before.png', 'Look at after.png', 'Download dropped.txt', 'Download pasted.txt']) await section(page).getByRole('button', { name }).first().waitFor()
      await until(() => section(page).locator('img').evaluateAll((all) => all.filter((one) => (one as unknown as { naturalWidth: number }).naturalWidth > 0).length)).toBe(2)
    }
    await until(() => section(mira.page).locator('[data-upload]').count()).toBe(0)
    expect(await faultsOn(tove.page)).toEqual([])

    await section(tove.page).getByRole('button', { name: 'Look at before.png' }).click()
    await tove.page.locator('[data-picture-viewer] img[data-ready]').waitFor()
    await tove.page.keyboard.press('Escape')
    await section(tove.page).getByRole('button', { name: 'Look at before.png' }).and(tove.page.locator(':focus')).waitFor()
    expect(await section(tove.page).getByRole('button', { name: 'Remove before.png' }).count()).toBe(0)

    await section(mira.page).getByRole('button', { name: 'Remove before.png' }).click()
    await mira.page.getByRole('alertdialog').getByRole('button', { name: 'Remove file' }).click()
    await section(tove.page).getByRole('button', { name: 'Look at before.png' }).waitFor({ state: 'detached' })
  })
})
