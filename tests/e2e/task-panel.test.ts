// The panel of a task: writing Markdown, mentions, drafts, checklists by hand and keys, the next task, the page, the phone.
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aTask } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { listen, panel, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, openBoard, type Desk } from './support/people.ts'

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
      await panel(mira.page).getByText('Draft kept').first().waitFor()
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
      await mira.page.getByLabel('Title').click()
      await until(stored).toBe('- both sides\n- twice\nbold @Tove ')
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
    const saved = async () => {
      const detail = await company.manager.do(endpoints.readTaskDetail, { params: { taskId: task.id } })
      return detail.checklists[0]!.items.toSorted((a, b) => (a.rank < b.rank ? -1 : 1)).map(({ text }) => text)
    }

    it('takes a pasted list as one item for each line', async () => {
      await panel(mira.page).getByRole('button', { name: 'Add a checklist' }).click()
      await mira.page.keyboard.type('Steps')
      await mira.page.keyboard.press('Enter')
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
  })

  it('has no serious fault for axe, in both themes, while all of it is open', async () => {
    await panel(mira.page).getByRole('button', { name: 'Edit description' }).click()
    await panel(mira.page).getByRole('toolbar', { name: 'Formatting' }).waitFor()
    for (const colorScheme of ['light', 'dark'] as const) {
      await mira.page.emulateMedia({ colorScheme })
      expect(await faultsOn(mira.page)).toEqual([])
    }
    await mira.page.keyboard.press('Escape')
  })
})
