// Invitations by mail, to a real SMTP server of the test.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readConfig } from '../../../server/config.ts'
import { sendMail } from '../../../server/features/mail/mail.jobs.ts'
import { systemCaller } from '../../../server/kernel/transact.ts'
import { endpoints } from '../../../shared/index.ts'
import { anAdmin } from '../../support/factories.ts'
import { startMailbox, unfolded, type Letter } from '../../support/mailbox.ts'
import { startWorld, type World } from '../../support/world.ts'

let letters: Letter[]
let mailbox: Awaited<ReturnType<typeof startMailbox>>
let refusals = 0
let refusedOnce: string | undefined
let world: World
let stop: () => Promise<void>

beforeAll(async () => {
  mailbox = await startMailbox((to) => {
    const refused = refusals-- > 0 || to.some((address) => address === refusedOnce)
    if (refused) refusedOnce = undefined
    return refused
  })
  letters = mailbox.letters
  const settings = { SMTP_URL: mailbox.url, MAIL_FROM: 'Harbour <harbour@example.com>', PUBLIC_URL: 'https://tasks.example.com' }
  ;({ world, stop } = await startWorld({ settings }))
}, 60_000)

afterAll(async () => {
  await stop()
  await mailbox.close()
})

test('an invitation is mailed after its commit, once, also when the server refuses at first', async () => {
  refusals = 1
  const admin = await anAdmin(world, 'Ada Byron')
  const { url } = await admin.do(
    endpoints.createInvitation, { body: { email: 'nia@example.com', role: 'employee', teamIds: [] } },
  )
  await vi.waitFor(() => expect(letters).toHaveLength(1), { timeout: 15_000, interval: 100 })
  const [{ to, text }] = letters as [Letter]
  expect(to).toEqual(['nia@example.com'])
  expect(text).toContain('From: Harbour <harbour@example.com>')
  expect(text).toContain('Subject: Ada Byron invites you to Organization')
  expect(unfolded(text)).toContain(url)
}, 30_000)

test('a refused invitation is not mailed', async () => {
  const before = letters.length
  const admin = await anAdmin(world)
  const answer = await admin.call(
    endpoints.createInvitation, { body: { email: admin.email, role: 'employee', teamIds: [] } },
  )
  expect(answer.status).toBe(409)
  await admin.do(endpoints.createInvitation, { body: { email: 'last@example.com', role: 'employee', teamIds: [] } })
  await vi.waitFor(() => expect(letters).toHaveLength(before + 1), { timeout: 15_000, interval: 100 })
  expect(letters.at(-1)!.to).toEqual(['last@example.com'])
}, 30_000)

test('X34 what people write in names adds no header and no recipient', async () => {
  const before = letters.length
  const admin = await anAdmin(world, 'Eve\r\nBcc: victim@example.com')
  await admin.do(endpoints.createInvitation, { body: { email: 'target@example.com', role: 'employee', teamIds: [] } })
  await vi.waitFor(() => expect(letters).toHaveLength(before + 1), { timeout: 15_000, interval: 100 })
  const { to, text } = letters.at(-1)!
  expect(to).toEqual(['target@example.com'])
  expect(text.split('\r\n\r\n')[0]).not.toMatch(/^Bcc:/im)
}, 30_000)

test('without SMTP_URL the job fails by name instead of losing the mail silently', async () => {
  const config = readConfig({ NODE_ENV: 'test' })
  await expect(sendMail({ config })({ to: 'a@example.com', subject: 'S', text: 'T' })).rejects.toThrow('SMTP_URL')
})

test('a mail that is refused does not send those beside it again', async () => {
  const { organization } = await anAdmin(world)
  const addresses = ['first@example.com', 'second@example.com', 'third@example.com']
  refusedOnce = 'second@example.com'
  await world.server.kernel.transact(systemCaller(organization.id), async (work) => {
    for (const to of addresses) await work.enqueue('mail.send', { to, subject: 'Hello', text: 'Hello' })
  })
  const sent = () => letters.flatMap(({ to }) => to).filter((to) => addresses.includes(to)).sort()
  await vi.waitFor(() => expect(new Set(sent()).size).toBe(3), { timeout: 20_000, interval: 100 })
  expect(sent()).toEqual(addresses)
})
