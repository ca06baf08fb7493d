// Files on a task: attached by choosing, dropping and pasting, seen by the other at once, looked at, downloaded and removed.
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { hostileFiles } from '../features/attachments/hostile-files.ts'
import { linksOf } from '../features/attachments/uploading.ts'
import { aCompany, aTask } from '../support/factories.ts'
import { pngOf } from '../support/png.ts'
import { useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { panel, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, openBoard, type Desk } from './support/people.ts'

describe.skipIf(!hasChromium)('files on a task', () => {
  const world = useWorld({ settings: { MAX_FILE_BYTES: String(4 * 1024 ** 2) } })
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let mira: Desk
  let tove: Desk
  let task: Awaited<ReturnType<typeof aTask>>

  beforeAll(async () => {
    company = await aCompany(world)
    task = await aTask(company.manager, company.project.id, 'Paint the fence')
    mira = await aDesk(browser(), world, company.manager)
    tove = await aDesk(browser(), world, company.employee)
    for (const { page } of [mira, tove]) {
      await openBoard(page, company.project.id, task.key)
      await panel(page).getByRole('button', { name: 'Attach files' }).waitFor()
    }
  })

  const section = (page: Page) => panel(page).getByRole('region', { name: 'Files and links' })
  const png = (name: string, width: number, height = 300) => ({ name, mimeType: 'image/png', buffer: Buffer.from(pngOf(width, height)) })
  const choose = (page: Page, files: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]) =>
    panel(page).locator('[data-file-chooser]').setInputFiles(files)
  const viewer = (page: Page) => page.locator('[data-picture-viewer]')

  /** Gives files to the panel as a hand or a clipboard would. */
  const give = (page: Page, kind: 'drop' | 'paste', name: string) => page.evaluate(`(() => {
    const transfer = new DataTransfer()
    transfer.items.add(new File(['dropped content'], ${JSON.stringify(name)}, { type: 'text/plain' }))
    const panel = document.querySelector('[data-task-panel]')
    const event = '${kind}' === 'drop'
      ? new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true })
      : new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true })
    panel.dispatchEvent(event)
  })()`)

  it('S24 are chosen, several at once, and the other sees them with their pictures', async () => {
    await choose(mira.page, [png('before.png', 400), { name: 'colours.txt', mimeType: 'text/plain', buffer: Buffer.from('white, twice') }])
    // What is sent at the same time may arrive in any order.
    await section(mira.page).getByRole('button', { name: 'Look at before.png' }).waitFor()
    await choose(mira.page, png('after.png', 300))
    for (const { page } of [mira, tove]) {
      await section(page).getByRole('button', { name: 'Look at before.png' }).waitFor()
      await section(page).getByRole('button', { name: 'Look at after.png' }).waitFor()
      await section(page).getByText('Text · 12 bytes').waitFor()
      await until(() => section(page).locator('img').evaluateAll((all) => all.filter((one) => (one as unknown as { naturalWidth: number }).naturalWidth > 0).length)).toBe(2)
    }
    await until(() => section(mira.page).locator('[data-upload]').count()).toBe(0)
  })

  it('are dropped and pasted', async () => {
    await give(mira.page, 'drop', 'dropped.txt')
    await give(mira.page, 'paste', 'pasted.txt')
    for (const name of ['dropped.txt', 'pasted.txt']) await section(tove.page).getByRole('button', { name: `Download ${name}` }).waitFor()
  })

  it('come with a comment: pasted while it is written, sent with it, seen below it by the other, and gone with it', async () => {
    const composer = mira.page.locator('form[data-takes-files]')
    await mira.page.evaluate(`(() => {
      const transfer = new DataTransfer()
      transfer.items.add(new File(['of the comment'], 'said.txt', { type: 'text/plain' }))
      document.querySelector('[data-composer]').dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }))
    })()`)
    await composer.locator('[data-draft-file]').getByText('said.txt').waitFor()
    expect(await faultsOn(mira.page)).toEqual([])
    await composer.getByRole('button', { name: 'Comment', exact: true }).click()
    await until(() => composer.locator('[data-draft-file]').count()).toBe(0)
    const below = (page: Page) => panel(page).locator('[data-comment-files]').getByRole('button', { name: 'Download said.txt' })
    await below(tove.page).waitFor()
    await section(tove.page).getByRole('button', { name: 'Download said.txt' }).waitFor()
    await panel(mira.page).locator('li.comment').last().getByRole('button', { name: 'Actions of this comment' }).click()
    await mira.page.getByRole('menuitem', { name: 'Delete' }).click()
    await below(tove.page).waitFor({ state: 'detached' })
    await section(tove.page).getByRole('button', { name: 'Download said.txt' }).waitFor({ state: 'detached' })
  })

  it('that are too large are refused with the limit before they are sent, and can be dismissed', async () => {
    await choose(mira.page, { name: 'film.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(4 * 1024 ** 2 + 1) })
    await section(mira.page).getByText('This file has 4.2 MB. Files may have up to 4.2 MB.').waitFor()
    await section(mira.page).getByRole('button', { name: 'Dismiss film.mp4' }).click()
    await until(() => section(mira.page).locator('[data-upload]').count()).toBe(0)
  })

  it('are looked at one after another by keys, larger and smaller, and the focus comes back', async () => {
    const { page } = mira
    await section(page).getByRole('button', { name: 'Look at before.png' }).focus()
    await page.keyboard.press('Enter')
    await viewer(page).locator('img[data-ready]').waitFor()
    expect(await viewer(page).getAttribute('aria-label')).toBe('Picture 1 of 2: before.png')
    await page.keyboard.press('+')
    await viewer(page).getByText('150 %').waitFor()
    await page.keyboard.press('0')
    await page.keyboard.press('ArrowRight')
    await until(() => viewer(page).getAttribute('aria-label')).toBe('Picture 2 of 2: after.png')
    await viewer(page).locator('img[data-ready]').waitFor()
    expect(await faultsOn(page)).toEqual([])
    await page.keyboard.press('Escape')
    await viewer(page).waitFor({ state: 'detached' })
    await section(page).getByRole('button', { name: 'Look at after.png' }).and(page.locator(':focus')).waitFor()
    expect(await panel(page).count()).toBe(1)
  })

  it('are downloaded under their names', async () => {
    const [download] = await Promise.all([tove.page.waitForEvent('download'), section(tove.page).getByRole('button', { name: 'Download colours.txt' }).click()])
    expect(download.suggestedFilename()).toBe('colours.txt')
  })

  it('are removed by who may, and come back by Ctrl Z; others have no button for it', async () => {
    expect(await section(tove.page).getByRole('button', { name: 'Remove colours.txt' }).count()).toBe(0)
    await section(mira.page).getByRole('button', { name: 'Remove colours.txt' }).click()
    const seen = section(tove.page).getByRole('button', { name: 'Download colours.txt' })
    await seen.waitFor({ state: 'detached' })
    await mira.page.keyboard.press('Control+z')
    await seen.waitFor()
    await mira.page.keyboard.press('Control+z')
    await seen.waitFor({ state: 'detached' })
  })

  it('X30 that would like to be a page run nothing: opened by their address they are downloads', async () => {
    const { manager } = company
    const page = await tove.page.context().newPage()
    const ran: string[] = []
    page.on('dialog', (dialog) => {
      ran.push(dialog.message())
      void dialog.dismiss()
    })
    for (const { what, name, bytes } of hostileFiles.filter((_, index) => index % 7 === 0)) {
      const file = await manager.do(endpoints.uploadFile, { params: { taskId: task.id }, query: { name }, bytes })
      const { original, preview } = await linksOf(company.employee, task.id, file.id)
      const [download] = await Promise.all([page.waitForEvent('download'), page.goto(world.url + original).catch(() => null)])
      if (!download || await page.title() === 'ran') ran.push(what)
      if (preview) await page.goto(world.url + preview).catch(() => null)
      await manager.do(endpoints.deleteAttachment, { params: { attachmentId: file.id } })
    }
    expect(ran).toEqual([])
    await page.close()
  }, 60_000)
})
