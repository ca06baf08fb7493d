// Finding what was said: from the palette to the search page, through the results by keys, to the comment.
import { describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { panel, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk } from './support/people.ts'

describe.skipIf(!hasChromium)('S111 search', () => {
  const world = useWorld()
  const browser = useBrowser()

  it('finds words of comments and descriptions by keyboard alone, and keeps the question in the address', async () => {
    const company = await aCompany(world)
    const { manager, project } = company
    const make = (title: string, description = '') => manager.do(endpoints.createTask, { body: { projectId: project.id, title, description } })
    const spoken = await make('Order parts')
    await make('Check the stock', 'Count every **lantern** on the shelf')
    const comment = await manager.do(endpoints.createComment, { params: { taskId: spoken.id }, body: { body: 'The lantern arrives on Friday' } })
    await manager.do(endpoints.createAttachment, { params: { taskId: spoken.id }, body: { url: 'https://example.com', name: 'Blueprint of the shelf' } })
    const { page, evidence } = await aDesk(browser(), world, manager)

    await page.goto('/')
    await page.getByRole('heading', { name: 'Home' }).waitFor()
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: 'Commands' })
    await palette.waitFor()
    await page.keyboard.type('lanter')
    await palette.getByRole('option', { name: /Order parts.*in a comment/ }).waitFor()
    await palette.getByRole('option', { name: /Check the stock.*in the description/ }).waitFor()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')

    await page.waitForURL('**/search?q=lanter')
    const results = page.getByRole('list', { name: 'Tasks' }).getByRole('link')
    await until(() => results.count()).toBe(2)
    expect(await page.locator('mark').allTextContents()).toEqual(['lantern', 'lantern'])
    expect(await faultsOn(page)).toEqual([])
    await page.getByRole('searchbox').fill('lanter friday')
    await until(() => results.count()).toBe(1)
    await until(() => Promise.resolve(page.url())).toContain('q=lanter+friday')
    await page.reload()
    await until(() => results.count()).toBe(1)
    await page.getByRole('searchbox').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/projects/${project.id}?task=${spoken.key}&comment=${comment.id}`)
    await panel(page).getByText('The lantern arrives on Friday').waitFor()
    await page.goBack()
    await until(() => results.count()).toBe(1)
    await page.getByRole('searchbox').fill('lantren')
    await page.getByText('Found by similar words too: lantern.').waitFor()
    await until(() => results.count()).toBe(2)
    await page.getByRole('searchbox').fill('blueprint')
    await page.getByRole('list', { name: 'Files and links' }).getByRole('link', { name: /Blueprint of the shelf/ }).waitFor()
    await page.getByText('1 project or file').waitFor()
    expect(await faultsOn(page)).toEqual([])
    const status = (category: string) => company.statuses.find((one) => one.category === category)!.id
    for (const category of ['done', 'todo']) {
      await manager.do(endpoints.createTask, { body: { projectId: project.id, title: `Varnish, ${category}`, statusId: status(category), dueAt: new Date(Date.now() - 5 * 86_400_000).toISOString() } })
    }
    await page.getByRole('searchbox').fill('varnish')
    await results.filter({ hasText: 'Varnish, todo' }).getByText('5 days late').waitFor()
    await results.filter({ hasText: 'Varnish, done' }).getByRole('img', { name: 'Done' }).waitFor()
    expect(await results.filter({ hasText: 'Varnish, done' }).innerText()).not.toContain('late')
    // As a server answers that is older than this client.
    await page.route('**/api/search?*', async (route) => {
      const response = await route.fetch()
      const { tasks, ...answer } = await response.json() as { tasks: { category?: string }[] }
      await route.fulfill({ response, json: { ...answer, tasks: tasks.map(({ category: _, ...hit }) => hit) } })
    })
    await page.getByRole('searchbox').fill('varnis')
    await until(() => results.getByRole('img', { name: 'Done' }).count()).toBe(0)
    expect(await results.count()).toBe(2)
    await page.unroute('**/api/search?*')
    await page.getByRole('searchbox').fill('nothing like this')
    await page.getByText('Nothing found for “nothing like this”').waitFor()
    expect(await faultsOn(page)).toEqual([])
    expect(evidence.errors).toEqual([])
  })
})
