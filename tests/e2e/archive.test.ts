// Everything in one file, and that file in an empty organization, in a browser: counts and hashes are shown on both sides.
import { gunzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, anAdmin, aTask } from '../support/factories.ts'
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
    const { hash } = JSON.parse(gunzipSync(readFileSync(file)).toString().split('\n')[0]!) as { hash: string }
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
})
