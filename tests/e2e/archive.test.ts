// Everything in one file, and that file in an empty organization, in a browser: counts and hashes are shown on both sides.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { attached } from '../features/attachments/uploading.ts'
import { linesOf } from '../features/archive/archive-file.ts'
import { aCompany, anAdmin, aTask } from '../support/factories.ts'
import { pngOf } from '../support/png.ts'
import { useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, isLive } from './support/people.ts'

describe.skipIf(!hasChromium)('an organization as one file', () => {
  const world = useWorld()
  const browser = useBrowser()

  it('is exported in settings, tried and imported where nothing is yet, and is equal', async () => {
    const { admin, manager, project } = await aCompany(world)
    await aTask(manager, project.id, 'Carry me over')
    const { page } = await aDesk(browser(), world, admin)
    await page.goto('/settings/organization')
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export everything' }).click()])
    const file = await download.path()
    const { hash } = linesOf(readFileSync(file)).header
    await page.locator('[data-exported]').getByText(hash).waitFor()
    await page.getByText('This organization has teams or departments already', { exact: false }).waitFor()
    expect(await faultsOn(page)).toEqual([])

    const newcomer = await anAdmin(world, 'Nell')
    const { page: empty, evidence } = await aDesk(browser(), world, newcomer)
    await empty.goto('/import')
    await isLive(empty)
    await empty.locator('[data-archive-file]').setInputFiles({ name: 'notes.gz', mimeType: 'application/gzip', buffer: Buffer.from('no archive') })
    await empty.getByRole('alert').getByText('notes.gz is not an archive of Lockstep.').waitFor()
    await empty.locator('[data-archive-file]').setInputFiles({ name: 'all.ndjson.gz', mimeType: 'application/gzip', buffer: readFileSync(file) })
    await empty.getByRole('heading', { name: 'What comes in' }).waitFor()
    expect((await newcomer.do(endpoints.listTeams)).items).toEqual([])
    expect(await faultsOn(empty)).toEqual([])
    await empty.getByRole('button', { name: 'Import everything' }).click()
    await empty.getByText('have the same hash', { exact: false }).waitFor()
    expect(await empty.locator('[data-hashes]').getByText(hash).count()).toBe(2)
    await empty.getByRole('link', { name: project.name }).first().waitFor()
    expect((await newcomer.do(endpoints.listTasks)).items.map(({ title }) => title)).toEqual(['Carry me over'])
    expect(evidence.errors).toEqual([])
  })

  it('comes with its files or without, whose number and size are told before and after', async () => {
    const { admin, manager, project } = await aCompany(world)
    const task = await aTask(manager, project.id, 'With a drawing')
    await attached(manager, task.id, 'drawing.png', pngOf(40, 30))
    await attached(manager, task.id, 'notes.bin', new Uint8Array(1_400_000))
    const { page } = await aDesk(browser(), world, admin)
    await page.goto('/settings/organization')
    const choice = page.getByRole('checkbox', { name: 'With all files (2 files, 1.4 MB)' })
    await choice.waitFor()
    expect(await choice.isChecked()).toBe(true)
    expect(await faultsOn(page)).toEqual([])
    const saved = async () => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export everything' }).click()])
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
    }
    const whole = await saved()
    expect([whole.name.endsWith('.tar'), linesOf(whole.bytes).header.counts.files]).toEqual([true, 2])
    await page.locator('[data-exported]').getByText(linesOf(whole.bytes).header.hash).waitFor()
    await choice.focus()
    await page.keyboard.press('Space')
    const bare = await saved()
    expect([bare.name.endsWith('.ndjson.gz'), linesOf(bare.bytes).header.counts.files]).toEqual([true, 0])

    const newcomer = await anAdmin(world, 'Nell')
    const { page: empty, evidence } = await aDesk(browser(), world, newcomer)
    await empty.goto('/import')
    await isLive(empty)
    await empty.locator('[data-archive-file]').setInputFiles({ name: 'all.tar', mimeType: 'application/x-tar', buffer: whole.bytes })
    await empty.getByRole('heading', { name: 'What comes in' }).waitFor()
    await empty.getByText('2 (1.4 MB)').waitFor()
    expect(await faultsOn(empty)).toEqual([])
    await empty.getByRole('button', { name: 'Import everything' }).click()
    await empty.getByText('have the same hash', { exact: false }).waitFor()
    await empty.getByText('2 (1.4 MB)').waitFor()
    const { items: [brought] } = await newcomer.do(endpoints.listTasks)
    expect((await newcomer.do(endpoints.readTaskDetail, { params: { taskId: brought!.id } })).attachments.map(({ name }) => name)).toEqual(['drawing.png', 'notes.bin'])
    expect(evidence.errors).toEqual([])
  })
})

describe.skipIf(!hasChromium)('an organization with more files than an import takes', () => {
  const world = useWorld({ settings: { MAX_ARCHIVE_BYTES: String(1024 ** 2) } })
  const browser = useBrowser()

  it('hears so before it is exported with them, and that it comes in without', async () => {
    const { admin, manager, project } = await aCompany(world)
    await attached(manager, (await aTask(manager, project.id, 'Large')).id, 'notes.bin', new Uint8Array(1_400_000))
    const { page } = await aDesk(browser(), world, admin)
    await page.goto('/settings/organization')
    const told = page.getByText('An import on this server takes 20,000 files and 1 MB at most', { exact: false })
    await told.waitFor()
    expect(await faultsOn(page)).toEqual([])
    await page.getByRole('checkbox', { name: 'With all files (one file, 1.4 MB)' }).uncheck()
    await told.waitFor({ state: 'detached' })
  })
})
