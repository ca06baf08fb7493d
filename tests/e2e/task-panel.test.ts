// The panel of a task: writing Markdown, mentions, drafts, checklists by hand and keys, the next task, the page, the phone.
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aProject, aTask } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { card, listen, panel, toast, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, openBoard, type Desk } from './support/people.ts'
import { showTheme } from './support/theme.ts'

describe.skipIf(!hasChromium)('the panel of a task', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let mira: Desk
  let task: Awaited<ReturnType<typeof aTask>>

  beforeAll(async () => {
    company = await aCompany(world)
    task = await aTask(company.manager, company.project.id, 'Paint the fence')
    mira = await aDesk(browser(), world, company.manager, { permissions: ['clipboard-read', 'clipboard-write'] })
    await openBoard(mira.page, company.project.id, task.key)
    await panel(mira.page).getByRole('button', { name: 'Add a checklist' }).waitFor()
  })

  const paste = (text: string) => mira.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`)
    .then(() => mira.page.keyboard.press('Control+v'))
  const description = () => panel(mira.page).getByLabel('Description')
  const stored = async () => (await company.manager.do(endpoints.readTask, { params: { taskId: task.id } })).description

  describe('the editor', () => {
    it('continues a list at Enter, marks by keys, makes a pasted address a link, and can be undone', async () => {
      await panel(mira.page).getByRole('button', { name: 'Add a description' }).click()
      await panel(mira.page).getByRole('toolbar', { name: 'Formatting' }).waitFor()
      const { keyboard } = mira.page
      await keyboard.type('- both sides\ntwice\n\n')
      expect(await description().inputValue()).toBe('- both sides\n- twice\n')
      await keyboard.type('bold')
      await keyboard.press('Control+Shift+ArrowLeft')
      await keyboard.press('Control+b')
      expect(await description().inputValue()).toBe('- both sides\n- twice\n**bold**')
      await paste('https://paint.example/white')
      expect(await description().inputValue()).toBe('- both sides\n- twice\n**[bold](https://paint.example/white)**')
      await keyboard.press('Control+z')
      await keyboard.press('Control+z')
      expect(await description().inputValue()).toBe('- both sides\n- twice\nbold')
      await panel(mira.page).locator('header [data-state="draft"]').getByText('Draft kept').waitFor()
    })

    it('finds people after "@" by keyboard', async () => {
      await mira.page.keyboard.press('End')
      await mira.page.keyboard.type(' @tov')
      const people = mira.page.getByRole('listbox', { name: 'People' })
      await people.getByRole('option', { name: 'Tove' }).waitFor()
      await mira.page.keyboard.press('Enter')
      expect(await description().inputValue()).toBe('- both sides\n- twice\nbold @Tove ')
    })

    it('keeps the draft through a reload and shows the preview', async () => {
      await mira.page.reload()
      await panel(mira.page).getByRole('button', { name: 'Continue the description' }).click()
      expect(await description().inputValue()).toBe('- both sides\n- twice\nbold @Tove ')
      await panel(mira.page).getByRole('button', { name: 'Preview' }).click()
      await panel(mira.page).getByRole('region', { name: 'Preview' }).getByRole('listitem').filter({ hasText: 'twice' }).waitFor()
      expect(await stored()).toBe('')
      await panel(mira.page).getByRole('button', { name: 'Write', exact: true }).click()
    })

    it('saves itself when the focus goes elsewhere', async () => {
      await until(() => description().and(mira.page.locator(':focus')).count()).toBe(1)
      await panel(mira.page).getByLabel('Title').click()
      await until(stored).toBe('- both sides\n- twice\nbold @Tove ')
      await panel(mira.page).locator('header [data-state="saved"]').waitFor()
      await mira.page.keyboard.press('Escape')
    })

    it('keeps the draft of a comment through a reload, and sends it with mod+Enter', async () => {
      const composer = panel(mira.page).getByLabel('Write a comment')
      await composer.click()
      await panel(mira.page).getByRole('toolbar', { name: 'Formatting' }).waitFor()
      await mira.page.keyboard.type('1. first\nsecond')
      await mira.page.reload()
      await until(() => composer.inputValue()).toBe('1. first\n2. second')
      await composer.press('Control+Enter')
      await panel(mira.page).getByRole('listitem').filter({ hasText: 'second' }).first().waitFor()
      expect(await composer.inputValue()).toBe('')
    })
  })

  describe('a checklist', () => {
    const items = async () => (await panel(mira.page).locator('[data-item-id] .text').allInnerTexts()).map((text) => text.trim())
    const handle = (text: string) => panel(mira.page).getByRole('button', { name: `Move ${text}`, exact: true })
    const listsOf = async (taskId: string) => (await company.manager.do(endpoints.readTaskDetail, { params: { taskId } })).checklists
    const saved = async () => {
      const checklists = await listsOf(task.id)
      return checklists[0]!.items.toSorted((a, b) => (a.rank < b.rank ? -1 : 1)).map(({ text }) => text)
    }

    it('goes on with its items once it is named, also before the server knows it: no letter becomes a command', async () => {
      const { page } = mira
      const other = await aTask(company.manager, company.project.id, 'Sort the shed')
      await openBoard(page, company.project.id, other.key)
      const answer = Promise.withResolvers<void>()
      await page.route('**/checklists', async (route) => {
        await answer.promise
        await route.continue()
      })
      await panel(page).getByRole('button', { name: 'Add a checklist' }).click()
      await page.keyboard.type('Steps\nFirst\nSort')
      const list = panel(page).getByRole('region', { name: 'Checklist Steps' })
      const field = list.getByRole('textbox', { name: 'New item of Steps' })
      await until(() => field.inputValue()).toBe('Sort')
      expect(await items()).toEqual(['First'])
      expect(await list.getByRole('button', { name: 'Add an item' }).count()).toBe(0)
      answer.resolve()
      await until(async () => (await listsOf(other.id)).map(({ items: made }) => made.map(({ text }) => text))).toEqual([['First']])
      expect(await field.inputValue()).toBe('Sort')
      await page.keyboard.type(' it\n')
      await until(items).toEqual(['First', 'Sort it'])
      expect(new URL(page.url()).search).toBe(`?task=${other.key}`)
      await page.keyboard.press('Escape')
      await until(() => page.evaluate('document.activeElement.textContent.trim()')).toBe('Add an item')
      await panel(page).getByRole('button', { name: 'Add a checklist' }).waitFor()
      await page.unroute('**/checklists')
      await openBoard(page, company.project.id, task.key)
    })

    it('keeps what was typed for a checklist that is refused, also through a reload, and makes it when asked again', async () => {
      const { page } = mira
      const other = await aTask(company.manager, company.project.id, 'Sweep the yard')
      await openBoard(page, company.project.id, other.key)
      const answer = Promise.withResolvers<void>()
      await page.route('**/checklists', async (route) => {
        await answer.promise
        await route.fulfill({ status: 403, contentType: 'application/problem+json',
          json: { type: 'about:blank', title: 'Forbidden', status: 403, code: 'forbidden', detail: 'Not now.', traceId: '' } })
      })
      await panel(page).getByRole('button', { name: 'Add a checklist' }).click()
      await page.keyboard.type('Steps\nFirst\nSecond\nThi')
      await until(items).toEqual(['First', 'Second'])
      answer.resolve()
      const kept = panel(page).getByRole('region', { name: 'Checklist Steps' }).filter({ hasText: 'Not saved' })
      await until(() => kept.getByRole('listitem').allInnerTexts()).toEqual(['First', 'Second', 'Thi'])
      expect(await faultsOn(page)).toEqual([])
      // The conflict inbox is another window onto the same list.
      await toast(page).getByRole('button', { name: 'Decide' }).click()
      const inbox = page.getByRole('dialog', { name: 'Changes that were not applied' })
      await inbox.getByText('First').first().waitFor()
      expect(await inbox.locator('[data-conflict]').count()).toBe(1)
      await page.keyboard.press('Escape')
      await page.unroute('**/checklists')
      await page.reload()
      await kept.getByRole('button', { name: 'Try again' }).click()
      await until(async () => (await listsOf(other.id)).map(({ title, items: made }) => [title, ...made.map(({ text }) => text)])).toEqual([['Steps', 'First', 'Second', 'Thi']])
      await until(() => kept.count()).toBe(0)
      await openBoard(page, company.project.id, task.key)
    })

    it('keeps the focus when a refused checklist is discarded or made again', async () => {
      const { page } = mira
      const other = await aTask(company.manager, company.project.id, 'Mow the lawn')
      await openBoard(page, company.project.id, other.key)
      await page.route('**/checklists', (route) => route.fulfill({ status: 403, contentType: 'application/problem+json',
        json: { type: 'about:blank', title: 'Forbidden', status: 403, code: 'forbidden', detail: 'Not now.', traceId: '' } }))
      const refused = (title: string) => panel(page).getByRole('region', { name: `Checklist ${title}` }).filter({ hasText: 'Not saved' })
      for (const title of ['One', 'Two', 'Three']) {
        await panel(page).getByRole('button', { name: 'Add a checklist' }).click()
        await page.keyboard.type(`${title}\n`)
        await refused(title).waitFor()
      }
      await page.unroute('**/checklists')
      const focused = () => page.evaluate('document.activeElement.textContent.trim()')
      await refused('One').getByRole('button', { name: 'Discard' }).press('Enter')
      await until(() => refused('Two').getByRole('button', { name: 'Discard' }).and(page.locator(':focus')).count()).toBe(1)
      await refused('Three').getByRole('button', { name: 'Discard' }).press('Enter')
      await until(() => refused('Two').getByRole('button', { name: 'Discard' }).and(page.locator(':focus')).count()).toBe(1)
      await refused('Two').getByRole('button', { name: 'Try again' }).press('Enter')
      await until(focused).toBe('Add an item')
      await until(async () => (await listsOf(other.id)).map(({ title }) => title)).toEqual(['Two'])
      await page.route('**/checklists', (route) => route.fulfill({ status: 403, contentType: 'application/problem+json',
        json: { type: 'about:blank', title: 'Forbidden', status: 403, code: 'forbidden', detail: 'Not now.', traceId: '' } }))
      await panel(page).getByRole('button', { name: 'Add a checklist' }).click()
      await page.keyboard.type('Last\n')
      await refused('Last').getByRole('button', { name: 'Discard' }).press('Enter')
      await until(focused).toBe('Add a checklist')
      await page.unroute('**/checklists')
      await openBoard(page, company.project.id, task.key)
    })

    it('takes a pasted list as one item for each line', async () => {
      await panel(mira.page).getByRole('button', { name: 'Add a checklist' }).click()
      await mira.page.keyboard.type('Steps')
      await mira.page.keyboard.press('Enter')
      await panel(mira.page).getByRole('textbox', { name: 'New item of Steps' }).press('Escape')
      await panel(mira.page).getByRole('region', { name: 'Checklist Steps' }).getByRole('button', { name: 'Add an item' }).click()
      await paste('- [ ] One\n- [ ] Two\n- [x] Three\n')
      await until(items).toEqual(['One', 'Two', 'Three'])
      await handle('Three').waitFor({ state: 'attached' })
      await mira.page.keyboard.press('Escape')
      await until(() => mira.page.evaluate('document.activeElement.textContent.trim()')).toBe('Add an item')
    })

    it('moves an item with the mouse', async () => {
      const [from, to] = [await handle('One').boundingBox(), await handle('Three').boundingBox()]
      await mira.page.mouse.move(from!.x + 5, from!.y + 10)
      await mira.page.mouse.down()
      await mira.page.mouse.move(from!.x + 5, to!.y + 25, { steps: 6 })
      await mira.page.mouse.up()
      await until(items).toEqual(['Two', 'Three', 'One'])
      await until(saved).toEqual(['Two', 'Three', 'One'])
    })

    it('moves an item by keys, says where it is, and keeps the focus on it', async () => {
      const spoken = await listen(mira.page)
      await handle('One').focus()
      for (const key of ['Space', 'ArrowUp', 'ArrowUp', 'Space']) await mira.page.keyboard.press(key)
      await until(items).toEqual(['One', 'Two', 'Three'])
      await until(saved).toEqual(['One', 'Two', 'Three'])
      await until(() => handle('One').and(mira.page.locator(':focus')).count()).toBe(1)
      await until(spoken).toContain('Moved One to position 1 of 3.')
      await mira.page.keyboard.press('Control+Shift+ArrowDown')
      await until(saved).toEqual(['Two', 'One', 'Three'])
    })

    it('puts it back with Escape', async () => {
      const spoken = await listen(mira.page)
      await handle('Two').focus()
      for (const key of ['Space', 'ArrowDown', 'Escape']) await mira.page.keyboard.press(key)
      await until(spoken).toContain('Cancelled. Two is back at position 1 of 3.')
      expect(await items()).toEqual(['Two', 'One', 'Three'])
      await panel(mira.page).waitFor()
    })

    it('moves an item to another checklist with the mouse, by keys and from its menu', async () => {
      const spoken = await listen(mira.page)
      const lists = async () => {
        const { checklists } = await company.manager.do(endpoints.readTaskDetail, { params: { taskId: task.id } })
        return checklists.map((list) => list.items.map(({ text }) => text))
      }
      const later = await company.manager.do(endpoints.createChecklist, { params: { taskId: task.id }, body: { title: 'Later' } })
      const region = panel(mira.page).getByRole('region', { name: 'Checklist Later' })
      await region.waitFor()
      const [from, to] = [await handle('Three').boundingBox(), await region.boundingBox()]
      await mira.page.mouse.move(from!.x + 5, from!.y + 10)
      await mira.page.mouse.down()
      await mira.page.mouse.move(from!.x + 5, to!.y + 20, { steps: 6 })
      await mira.page.mouse.up()
      await until(lists).toEqual([['Two', 'One'], ['Three']])
      await until(spoken).toContain('Moved Three to Later, position 1 of 1.')
      await until(() => region.locator('[data-item-id]').filter({ hasText: 'Three' }).locator('.handle:focus').count()).toBe(1)
      await handle('One').focus()
      for (const key of ['Space', 'ArrowDown', 'ArrowDown', 'Space']) await mira.page.keyboard.press(key)
      await until(lists).toEqual([['Two'], ['Three', 'One']])
      await until(spoken).toContain('Position 1 of 2 in Later.')
      await until(() => region.locator('[data-item-id]').filter({ hasText: 'One' }).locator('.handle:focus').count()).toBe(1)
      await mira.page.keyboard.press('Control+Shift+ArrowUp')
      await until(lists).toEqual([['Two'], ['One', 'Three']])
      const row = panel(mira.page).locator('[data-item-id]').filter({ hasText: 'Two' })
      await row.hover()
      await row.getByRole('button', { name: /^Actions/ }).click()
      await mira.page.getByRole('menuitem', { name: 'Move to Later' }).click()
      await until(lists).toEqual([[], ['One', 'Three', 'Two']])
      expect(later.items).toEqual([])
    })

    it('lets go of an item that another deletes, and takes the next', async () => {
      const drag = async (text: string, to: string, meanwhile = async () => {}) => {
        const [from, target] = [await handle(text).boundingBox(), await handle(to).boundingBox()]
        await mira.page.mouse.move(from!.x + 5, from!.y + 10)
        await mira.page.mouse.down()
        await mira.page.mouse.move(from!.x + 5, target!.y + 25, { steps: 6 })
        await meanwhile()
        await mira.page.mouse.up()
      }
      await until(items).toEqual(['One', 'Three', 'Two'])
      await drag('Three', 'Two', async () => {
        const { checklists } = await company.manager.do(endpoints.readTaskDetail, { params: { taskId: task.id } })
        const held = checklists.flatMap((list) => list.items).find(({ text }) => text === 'Three')!
        await company.manager.do(endpoints.deleteChecklistItem, { params: { itemId: held.id } })
        await until(items).toEqual(['One', 'Two'])
      })
      await drag('One', 'Two')
      await until(items).toEqual(['Two', 'One'])
    })

    it('turns an item into a subtask by keys, at once, and back by Undo', async () => {
      const subtasks = async () => (await panel(mira.page).locator('[data-subtasks] li').allInnerTexts()).map((text) => text.trim())
      await handle('Two').focus()
      await mira.page.keyboard.press('Control+Shift+Enter')
      await until(items).toEqual(['One'])
      await until(subtasks).toEqual([expect.stringContaining('Two')])
      await until(() => mira.page.evaluate('document.activeElement.textContent.trim()')).toBe('One')
      await toast(mira.page).getByRole('button', { name: /^Undo/ }).last().click()
      await until(items).toEqual(['Two', 'One'])
      await until(subtasks).toEqual([])
    })
  })

  it('has no serious fault for axe, in both themes, while all of it is open', async () => {
    await panel(mira.page).getByRole('button', { name: 'Edit description' }).click()
    await panel(mira.page).getByRole('toolbar', { name: 'Formatting' }).waitFor()
    for (const colorScheme of ['light', 'dark'] as const) {
      await showTheme(mira.page, colorScheme)
      expect(await faultsOn(mira.page)).toEqual([])
    }
    await mira.page.keyboard.press('Escape')
  })

  describe('comments', () => {
    it('have addresses, leave word of who deleted them, and come back', async () => {
      const { page } = mira
      const comment = await company.manager.do(endpoints.createComment, { params: { taskId: task.id }, body: { body: 'Linked to' } })
      const row = panel(page).getByRole('listitem').filter({ hasText: 'Linked to' })
      await row.getByRole('button', { name: 'Actions of this comment' }).click()
      await page.getByRole('menuitem', { name: 'Copy link' }).click()
      const link = await page.evaluate('navigator.clipboard.readText()') as string
      expect(link).toContain(`comment=${comment.id}`)
      await page.goto(link)
      await until(() => row.and(page.locator(':focus')).count()).toBe(1)
      await company.manager.do(endpoints.deleteComment, { params: { commentId: comment.id } })
      const gone = panel(page).getByRole('listitem').filter({ hasText: 'Comment deleted by you' })
      await gone.waitFor()
      expect(await row.count()).toBe(0)
      await gone.getByRole('button', { name: 'Restore' }).click()
      await row.waitFor()
      await gone.waitFor({ state: 'detached' })
    })
  })

  it('finds tasks after "#" on the board and elsewhere, and writes their keys', async () => {
    const { page } = mira
    const elsewhere = await aTask(company.manager, (await aProject(company.manager, company.team.id, 'Far away')).id, 'Glaze the greenhouse')
    const here = await aTask(company.manager, company.project.id, 'Oil the hinges')
    await openBoard(page, company.project.id, here.key)
    const composer = panel(page).getByLabel('Write a comment')
    await composer.click()
    await panel(page).getByRole('button', { name: 'Mention a task' }).waitFor()
    await page.keyboard.type('Like #oil hin')
    const tasks = page.getByRole('listbox', { name: 'Tasks' })
    await tasks.getByRole('option', { name: 'Oil the hinges' }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.type('and #greenhouse')
    await tasks.getByRole('option', { name: elsewhere.key }).waitFor()
    expect(await faultsOn(page)).toEqual([])
    await page.keyboard.press('Enter')
    expect(await composer.inputValue()).toBe(`Like ${here.key} and ${elsewhere.key} `)
    await composer.press('Control+Enter')
    // Who rests on a key sees the task, of another project too; Escape hides it and leaves the panel open.
    const link = panel(page).getByRole('link', { name: elsewhere.key })
    await link.hover()
    const peek = page.getByRole('tooltip')
    await until(() => peek.innerText()).toContain('Glaze the greenhouse')
    expect(await peek.innerText()).toContain('Far away')
    expect(await link.getAttribute('aria-describedby')).toBe(await peek.getAttribute('id'))
    await page.keyboard.press('Escape')
    await peek.waitFor({ state: 'detached' })
    await panel(page).waitFor()
  })

  it('makes the key of another task a link that tells its title and opens it', async () => {
    const { page } = mira
    const other = await aTask(company.manager, company.project.id, 'Mentioned by its key')
    const task = await aTask(company.manager, company.project.id, 'Mentions')
    await company.manager.do(endpoints.createComment, { params: { taskId: task.id }, body: { body: `After ${other.key}, not NONE-1` } })
    await openBoard(page, company.project.id, task.key)
    const link = panel(page).getByRole('link', { name: other.key })
    await link.hover()
    await until(() => page.getByRole('tooltip').innerText()).toContain('Mentioned by its key')
    await link.click()
    await panel(page).getByRole('heading', { name: 'Mentioned by its key' }).waitFor()
  })

  it('shows what a key stands for also when the task goes to another project meanwhile, and by the key that it had', async () => {
    const { page } = mira
    const going = await aTask(company.manager, company.project.id, 'On its way')
    const task = await aTask(company.manager, company.project.id, 'Tells of it')
    const far = await aProject(company.manager, company.team.id, 'Further on')
    await company.manager.do(endpoints.createComment, { params: { taskId: task.id }, body: { body: `See ${going.key}` } })
    await openBoard(page, company.project.id, task.key)
    const link = panel(page).getByRole('link', { name: going.key })
    const peek = page.getByRole('tooltip')
    await link.hover()
    await until(() => peek.innerText()).toContain('On its way')
    await company.manager.do(endpoints.transferTasks, { body: { taskIds: [going.id], projectId: far.id } })
    await until(() => peek.innerText()).toContain('Further on')
    expect(await peek.innerText()).toContain('On its way')
  })

  it('asks the server for nothing while others change this task and others: all that changes comes by the streams', async () => {
    const { page } = mira
    const mine = await aTask(company.manager, company.project.id, 'Open all the while')
    const other = await aTask(company.manager, company.project.id, 'Beside it')
    await openBoard(page, company.project.id, mine.key)
    await panel(page).locator('[data-task-reminders]').waitFor()
    await page.waitForLoadState('networkidle')
    const asked: string[] = []
    page.on('request', (request) => request.url().includes('/api/') && asked.push(request.url()))
    const me = company.manager.membership.id
    for (const taskId of [mine.id, other.id]) {
      await company.admin.do(endpoints.updateTask, { params: { taskId }, body: { assigneeIds: [me] } })
      await company.admin.do(endpoints.createComment, { params: { taskId }, body: { body: 'Is it open?' } })
      await company.admin.do(endpoints.updateTask, { params: { taskId }, body: { title: `Renamed ${taskId}` } })
    }
    await panel(page).getByText('Is it open?').waitFor()
    await card(page, other.id).getByText('Renamed').waitFor()
    expect(asked).toEqual([])
  })

  it('shows the newest comments, those before when asked, and an old one that a link leads to', async () => {
    const { page } = mira
    const { id: taskId, key } = await aTask(company.manager, company.project.id, 'Much talked about')
    const first = await company.manager.do(endpoints.createComment, { params: { taskId }, body: { body: 'The very first' } })
    for (let index = 0; index < 50; index += 1) await company.manager.do(endpoints.createComment, { params: { taskId }, body: { body: `Answer ${index}` } })
    await openBoard(page, company.project.id, key)
    const row = panel(page).getByRole('listitem').filter({ hasText: 'The very first' })
    const earlier = panel(page).getByRole('button', { name: 'Show earlier comments' })
    await panel(page).getByText('Answer 49').waitFor()
    expect(await row.count()).toBe(0)
    await earlier.click()
    await row.waitFor()
    expect(await earlier.count()).toBe(0)
    await page.goto(`/projects/${company.project.id}?task=${key}&comment=${first.id}`)
    await until(() => row.and(page.locator(':focus')).count()).toBe(1)
    await openBoard(page, company.project.id, task.key)
  })

  describe('properties', () => {
    it('creates a label in place, in the colour that was chosen', async () => {
      const { page } = mira
      await panel(page).getByRole('button', { name: 'Add property' }).click()
      await page.getByRole('menuitem', { name: 'Labels' }).click()
      await page.getByRole('combobox', { name: 'Labels' }).fill('Outside')
      await page.getByRole('radio', { name: 'Berry' }).check({ force: true })
      await page.getByRole('option', { name: 'Create “Outside”' }).click()
      await panel(page).getByRole('button', { name: /^Labels/ }).filter({ hasText: 'Outside' }).waitFor()
      const board = await company.manager.do(endpoints.readBoard, { params: { projectId: company.project.id } })
      expect(board.labels.find(({ name }) => name === 'Outside')?.color).toBe('berry')
      await page.keyboard.press('Escape')
    })
  })

  describe('its place', () => {
    let tasks: Awaited<ReturnType<typeof aTask>>[]
    const streamAt = (page: Page) => page.evaluate(`document.querySelector('[data-stream]').getBoundingClientRect().top`) as Promise<number>
    const isOpen = (page: Page, key: string) => until(() => panel(page).getAttribute('data-task-panel')).toBe(key)

    beforeAll(async () => {
      tasks = await Promise.all(['First of two', 'Second of two'].map((title) => aTask(company.manager, company.project.id, title)))
      for (const { id: taskId } of tasks) {
        for (let index = 0; index < 12; index += 1) {
          await company.manager.do(endpoints.createComment, { params: { taskId }, body: { body: `Said ${index}\n\ntwice` } })
        }
      }
    })

    it('goes to the next task with J and back with K, where the comments were being read', async () => {
      const { page } = mira
      const order = await page.locator('[data-task-id]').filter({ hasText: 'of two' }).locator('[data-card-link]').allInnerTexts()
      const [first, second] = order[0]!.includes('First') ? tasks : tasks.toReversed()
      await page.locator('[data-task-id]').filter({ hasText: first!.title }).locator('[data-card-link]').click()
      await panel(page).getByText('Said 11').waitFor()
      await page.evaluate(`document.querySelector('[data-stream]').scrollIntoView({ block: 'start' })`)
      const before = await streamAt(page)
      await page.keyboard.press('j')
      await isOpen(page, second!.key)
      await panel(page).getByText('Said 11').waitFor()
      await until(async () => Math.abs(await streamAt(page) - before)).toBeLessThan(2)
      await page.keyboard.press('k')
      await isOpen(page, first!.key)
    })

    it('becomes a page with O, in the address, and goes back with Escape to the panel and to the card', async () => {
      const { page } = mira
      await page.keyboard.press('o')
      await page.waitForURL(/[?&]page=task/)
      expect((await panel(page).boundingBox())!.width).toBeGreaterThan(900)
      await page.reload()
      await panel(page).getByText('Said 11').waitFor()
      expect(await faultsOn(page)).toEqual([])
      await page.keyboard.press('Escape')
      await until(() => page.url()).not.toContain('page=')
      expect((await panel(page).boundingBox())!.width).toBe(400)
      await page.keyboard.press('Escape')
      await panel(page).waitFor({ state: 'detached' })
      await until(() => page.locator('[data-card-link]:focus').innerText()).toMatch(/of two/)
    })

    it('opens and closes with ], and is as wide as it was made', async () => {
      const { page } = mira
      await page.keyboard.press(']')
      await panel(page).getByRole('separator', { name: 'Width of the panel' }).focus()
      for (let press = 0; press < 3; press += 1) await page.keyboard.press('ArrowLeft')
      await until(async () => (await panel(page).boundingBox())!.width).toBe(472)
      await page.reload()
      await panel(page).waitFor()
      await until(async () => (await panel(page).boundingBox())!.width).toBe(472)
      await panel(page).focus()
      await page.keyboard.press(']')
      await panel(page).waitFor({ state: 'detached' })
    })

    it.each([1440, 1100])('is beside its card when it was opened by its address, on a page %i pixels wide', async (width) => {
      const last = company.statuses.at(-1)!
      const far = await aTask(company.manager, company.project.id, 'At the end of the board')
      await company.manager.do(endpoints.moveTask, { params: { taskId: far.id }, body: { statusId: last.id, afterTaskId: null } })
      const page = await mira.context.newPage()
      await page.setViewportSize({ width, height: 900 })
      await openBoard(page, company.project.id, far.key)
      await panel(page).waitFor()
      await until(async () => {
        const [of, beside] = await Promise.all([card(page, far.id).boundingBox(), panel(page).boundingBox()])
        return of!.x > 0 && of!.x + of!.width <= beside!.x
      }).toBe(true)
      await page.close()
    })

    it('fills in without moving anything that was there', async () => {
      const { context } = mira
      const page = await context.newPage()
      await page.addInitScript(`{
        window.shifted = []
        new PerformanceObserver((list) => {
          for (const { value, sources } of list.getEntries()) for (const { node } of sources) {
            const element = node?.nodeType === 1 ? node : node?.parentElement
            if (element?.closest('[data-task-panel]')) shifted.push([value, element.outerHTML.slice(0, 120)])
          }
        }).observe({ type: 'layout-shift', buffered: true })
      }`)
      await page.route('**/detail', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 400))
        await route.continue()
      })
      await openBoard(page, company.project.id, task.key)
      await panel(page).getByRole('region', { name: 'Checklist Steps' }).waitFor()
      await panel(page).getByRole('listitem').filter({ hasText: 'second' }).first().waitFor()
      await page.waitForTimeout(600)
      expect(await page.evaluate('shifted')).toEqual([])
      await page.close()
    })
  })

  it('asks again for a task that the server did not tell, and the focus goes where the answer is', async () => {
    const { page } = await aDesk(browser(), world, company.manager)
    const archived = await aTask(company.manager, company.project.id, 'Put away')
    await company.manager.do(endpoints.archiveTask, { params: { taskId: archived.id }, body: { archived: true } })
    await page.route('**/api/tasks?**', (route) => route.fulfill({ status: 500 }))
    await openBoard(page, company.project.id, archived.key)
    const again = panel(page).getByRole('button', { name: 'Try again' })
    await again.press('Enter')
    await until(() => again.and(page.locator(':focus')).count()).toBe(1)
    await page.unroute('**/api/tasks?**')
    await again.press('Enter')
    await panel(page).getByText('Archived').first().waitFor()
    await until(() => panel(page).and(page.locator(':focus')).count()).toBe(1)

    await page.route('**/api/tasks?**', (route) => route.fulfill({ status: 500 }))
    await openBoard(page, company.project.id, 'NONE-1')
    await again.waitFor()
    await page.unroute('**/api/tasks?**')
    await again.press('Enter')
    await panel(page).getByText('NONE-1 is not here').waitFor()
    await until(() => page.evaluate('document.activeElement.textContent.trim()')).toBe('Back to the board')
  })

  it('is a full-screen sheet on a phone, which a pull at its head closes', async () => {
    const phone = await aDesk(browser(), world, company.manager, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    await openBoard(phone.page, company.project.id, task.key)
    await panel(phone.page).getByRole('region', { name: 'Checklist Steps' }).waitFor()
    await until(() => panel(phone.page).boundingBox()).toMatchObject({ x: 0, y: 0, width: 390 })
    expect(await faultsOn(phone.page)).toEqual([])
    const touch = await phone.context.newCDPSession(phone.page)
    const pull = async (to: number) => {
      await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: 60, y: 22 }] })
      for (let y = 40; y <= to; y += 40) {
        await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: 60, y }] })
        await phone.page.waitForTimeout(60)
      }
      await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    }
    await pull(120)
    await until(async () => (await panel(phone.page).boundingBox())!.y).toBe(0)
    await pull(480)
    await panel(phone.page).waitFor({ state: 'detached' })
  })
})
