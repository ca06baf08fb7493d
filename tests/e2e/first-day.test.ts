// The first day of an organization, in two browsers: from registering to two people on one imported board.
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { useWorld } from '../support/world.ts'
import { executable, useBrowser } from './browser.ts'

const BOARD = new URL('../features/imports/samples/modern.json', import.meta.url).pathname

describe.skipIf(!executable)('the first day', () => {
  const world = useWorld()
  const browser = useBrowser()
  const pathOf = (page: Page) => new URL(page.url()).pathname
  const isLive = (page: Page) => page.locator('[data-connection="live"]').first().waitFor()

  async function register(page: Page, { organization, name, email }: Record<'organization' | 'name' | 'email',
    string>) {
    await page.goto(`${world.url}/register`)
    await page.getByLabel('Organization').fill(organization)
    await page.getByLabel('Your name').fill(name)
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill('walnut ferry candle 9')
    await page.getByRole('button', { name: 'Register' }).click()
    await page.getByRole('heading', { name: 'Home' }).waitFor()
  }

  async function foundTeam(page: Page, team: string, project: string) {
    await page.getByLabel('Team', { exact: true }).fill(team)
    await page.getByLabel('First project').fill(project)
    await page.getByRole('button', { name: 'Create team and project' }).click()
    await page.getByRole('heading', { name: project }).waitFor()
  }

  it('S2 S38 S57 S68 X17: register, team, project, import, invite, accept in a second browser, both on the board',
    async () => {
    const robin = await browser.open()
    await register(robin, { organization: 'Northwind', name: 'Robin Tal', email: 'robin@northwind.example' })
    await foundTeam(robin, 'Storefront', 'Web checkout')
    await isLive(robin)

    await robin.getByRole('navigation').getByRole('link', { name: 'Import' }).click()
    await robin.locator('input[type=file]').setInputFiles(BOARD)
    await robin.getByRole('button', { name: 'Import board' }).click()
    await robin.getByRole('link', { name: 'Open project' }).click()
    await robin.locator('[data-task-id]').first().waitFor()
    const board = pathOf(robin)

    await robin.getByRole('link', { name: 'Settings', exact: true }).click()
    await robin.getByRole('link', { name: 'Members' }).click()
    await robin.getByRole('button', { name: 'Invite a person' }).click()
    await robin.getByLabel('E-mail').fill('ade@northwind.example')
    await robin.getByRole('dialog').getByRole('button', { name: 'Invite a person' }).click()
    const invitation = new URL(await robin.getByRole('textbox', { name: 'Link for ade@northwind.example' }).inputValue()).pathname
    await robin.getByRole('button', { name: 'Done' }).click()
    await robin.getByRole('button', { name: 'Withdraw' }).waitFor()

    const ade = await browser.open()
    await ade.goto(world.url + invitation)
    await ade.getByRole('heading', { name: 'Join Northwind' }).waitFor()
    await ade.getByLabel('Your name').fill('Ade Okafor')
    await ade.getByLabel('Password', { exact: true }).fill('harbour pencil moss 4')
    await ade.getByRole('button', { name: 'Join Northwind' }).click()
    await ade.getByRole('heading', { name: 'Home' }).waitFor()

    await robin.getByRole('cell', { name: 'Ade Okafor', exact: true }).waitFor()
    expect(await robin.getByRole('button', { name: 'Withdraw' }).count()).toBe(0)

    await ade.goto(world.url + board)
    await isLive(ade)
    await robin.goto(world.url + board)
    await isLive(robin)
    const tasksOf = (page: Page) => page.locator('[data-task-id]').evaluateAll((cards) => cards.map((card) =>
      card.getAttribute('data-task-id')))
    await ade.locator('[data-task-id]').first().waitFor()
    await robin.locator('[data-task-id]').first().waitFor()
    expect(await tasksOf(ade)).toEqual(await tasksOf(robin))

    const third = await browser.open()
    await third.goto(world.url + invitation)
    await third.getByRole('heading', { name: 'This invitation cannot be used' }).waitFor()
  })

  it('X47 signing in comes back to where one was, never to another site', async () => {
    const page = await browser.open()
    await register(page, { organization: 'Southwind', name: 'Mira Ito', email: 'mira@southwind.example' })
    await page.getByRole('button', { name: 'Mira Ito' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()

    const signIn = async () => {
      await page.getByLabel('E-mail').fill('mira@southwind.example')
      await page.getByLabel('Password', { exact: true }).fill('walnut ferry candle 9')
      await page.getByRole('button', { name: 'Sign in' }).click()
    }
    await page.goto(`${world.url}/settings/tokens?x=1`)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await signIn()
    await page.getByRole('heading', { name: 'Tokens and bots' }).waitFor()
    expect(page.url()).toBe(`${world.url}/settings/tokens?x=1`)

    await page.context().clearCookies()
    await page.goto(`${world.url}/sign-in?next=${encodeURIComponent('//evil.example/')}`)
    await signIn()
    await page.getByRole('heading', { name: 'Home' }).waitFor()
    expect(page.url()).toBe(`${world.url}/`)
  })

  it('S5 S28 S29: a member without a team sees where to ask, and no way to create', async () => {
    const admin = await browser.open()
    await register(admin, { organization: 'Eastwind', name: 'Tove Berg', email: 'tove@eastwind.example' })
    await admin.getByRole('button', { name: 'Invite people' }).click()
    await admin.getByLabel('E-mail').fill('jo@eastwind.example')
    await admin.getByRole('dialog').getByRole('button', { name: 'Invite a person' }).click()
    const invitation = new URL(await admin.getByLabel('Link for jo@eastwind.example').inputValue()).pathname

    const jo = await browser.open({ width: 390, height: 844 })
    await jo.goto(world.url + invitation)
    await jo.getByLabel('Your name').fill('Jo Kim')
    await jo.getByLabel('Password', { exact: true }).fill('harbour pencil moss 4')
    await jo.getByRole('button', { name: 'Join Eastwind' }).click()
    await jo.getByRole('heading', { name: 'You are in no team yet' }).waitFor()
    await jo.getByRole('button', { name: 'Menu' }).click()
    await jo.getByRole('dialog').getByRole('link', { name: 'My work' }).waitFor()
    expect(await jo.getByRole('button', { name: /New team|New project/ }).count()).toBe(0)
    expect(await jo.getByRole('dialog').getByRole('link', { name: 'Import' }).count()).toBe(0)
  })
})
