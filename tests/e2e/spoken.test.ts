// What a screen reader hears of others, as much as its person chose.
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aProject, aTask } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { card, cardIn, focusCard, listen, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, isLive, openBoard } from './support/people.ts'

describe.skipIf(!hasChromium)('what is spoken of others', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  beforeAll(async () => {
    company = await aCompany(world)
  })

  /** Tove's page with a level; what she hears. */
  async function listening(level: string) {
    const { context, page } = await aDesk(browser(), world, company.employee)
    await context.addInitScript(`localStorage.setItem('lockstep.speech', '${level}')`)
    await openBoard(page, company.project.id)
    return { context, page, spoken: await listen(page) }
  }

  const active = () => company.statuses.find(({ category }) => category === 'active')!
  const move = (taskId: string) => company.manager.do(endpoints.moveTask,
    { params: { taskId }, body: { statusId: active().id, afterTaskId: null } })

  it('is every change on the board, merged, or nothing at all', async () => {
    const tasks = await Promise.all(['One', 'Two', 'Three', 'Four'].map((title) => aTask(company.manager, company.project.id, title)))
    const [all, none] = [await listening('board'), await listening('off')]
    await card(all.page, tasks[0]!.id).waitFor()
    for (const { id } of tasks) await move(id)
    for (const { page } of [all, none]) await cardIn(page, active().id, tasks[3]!.id).waitFor()
    await until(async () => (await all.spoken()).join(' ')).toMatch(/Mira moved (\S+|\d tasks) to /)
    const moved = async () => (await all.spoken()).filter((text) => text.startsWith('Mira moved')).join(' ')
    await until(moved).toMatch(new RegExp(`Mira moved \\d tasks to ${active().name}\\.`))
    expect((await none.spoken()).filter((text) => text.includes('Mira'))).toEqual([])
    await Promise.all([all, none].map(({ context }) => context.close()))
  })

  it('is one\'s own tasks by default, and the connection always', async () => {
    const mine = await aTask(company.manager, company.project.id, 'Hers')
    await company.manager.do(endpoints.updateTask, { params: { taskId: mine.id }, body: { assigneeIds: [company.employee.membership.id] } })
    const other = await aTask(company.manager, company.project.id, 'Not hers')
    const { context, page, spoken } = await listening('mine')
    await card(page, other.id).waitFor()
    await move(other.id)
    await move(mine.id)
    await until(spoken).toContain(`Mira moved your task ${mine.key} to ${active().name}.`)
    expect((await spoken()).join(' ')).not.toContain(other.key)
    await context.setOffline(true)
    await until(spoken).toContain('Offline. Your changes are kept.')
    await context.setOffline(false)
    await until(async () => (await spoken()).some((text) => text.startsWith('Live again'))).toBe(true)
    await context.close()
  })

  it('is the connection on pages without a board, too', async () => {
    const { context, page } = await aDesk(browser(), world, company.employee)
    await page.goto('/inbox')
    await isLive(page)
    const part = 'performance.getEntriesByType("resource").some(({ name }) => name.includes("/speak-connection"))'
    await until(() => page.evaluate(part)).toBe(true)
    const spoken = await listen(page)
    await context.setOffline(true)
    await until(spoken).toContain('Offline. Your changes are kept.')
    await context.setOffline(false)
    await until(spoken).toContain('Live again.')
    await context.close()
  })

  it('is what comes and goes, also of the task in focus, and the day that something is due', async () => {
    const { manager, employee, team, project } = company
    const elsewhere = await aProject(manager, team.id, 'Elsewhere')
    const hers = (title: string) => manager.do(endpoints.createTask, { body: { projectId: project.id, title, assigneeIds: [employee.membership.id] } })
    const mine = await hers('Comes and goes')
    const other = await aTask(manager, project.id, 'Only in focus')
    const { context, page, spoken } = await listening('mine')
    const params = { taskId: mine.id }
    const hears = (sentence: string) => until(spoken).toContain(sentence)
    await card(page, mine.id).waitFor()
    await manager.do(endpoints.updateTask, { params, body: { dueAt: `${new Date().getUTCFullYear() + 1}-11-24T23:59:00.000Z` } })
    await hears(`Mira changed the due day of your task ${mine.key} to 24 November ${new Date().getUTCFullYear() + 1}.`)
    await manager.do(endpoints.archiveTask, { params, body: { archived: true } })
    await hears(`Mira archived your task ${mine.key}.`)
    await manager.do(endpoints.archiveTask, { params, body: { archived: false } })
    await hears(`Mira took your task ${mine.key} out of the archive.`)
    await manager.do(endpoints.deleteTask, { params })
    await hears(`Mira moved your task ${mine.key} to the trash.`)
    await manager.do(endpoints.restoreTask, { params })
    await hears(`Mira took your task ${mine.key} out of the trash.`)
    await manager.do(endpoints.transferTasks, { body: { taskIds: [mine.id], projectId: elsewhere.id } })
    await hears(`Mira moved your task ${mine.key} to another project.`)
    const { key } = await hers('For her')
    await hears(`Mira created ${key} for you.`)
    await aTask(manager, project.id, 'For nobody')
    await focusCard(page, other.id)
    await manager.do(endpoints.deleteTask, { params: { taskId: other.id } })
    await hears(`Mira moved ${other.key} to the trash.`)
    expect((await spoken()).join(' ')).not.toContain('changes')
    await context.close()
  })
})
