// Settings that are changed twice while the network is away: each refused change goes back, and that alone.
import { expect, it, vi } from 'vitest'
import type { Stores } from '../../../client/client.svelte.ts'
import { OwnSettings } from '../../../client/features/notifications/own-settings.svelte.ts'

interface Wishes { hour: number; language: string }

const page = { organizations: { ready: Promise.resolve(), inboxPosition: { stream: 'inbox:me', epoch: 'e', offset: 1 } }, streams: { follow: () => () => {} } }

async function opened(replace: (value: Wishes) => Promise<Wishes>): Promise<OwnSettings<Wishes>> {
  const settings = new OwnSettings<Wishes>(page as unknown as Stores, { read: () => Promise.resolve({ hour: 9, language: 'en' }), replace, event: 'any' })
  await vi.waitFor(() => expect(settings.status).toBe('ready'))
  return settings
}

it('shows what is saved after two refusals', async () => {
  const settings = await opened(() => Promise.reject(new Error('refused')))
  const changes = [settings.change((one) => ({ ...one, hour: 7 })), settings.change((one) => ({ ...one, language: 'de' }))]
  expect(settings.value).toEqual({ hour: 7, language: 'de' })
  expect((await Promise.allSettled(changes)).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(settings.value).toEqual({ hour: 9, language: 'en' })
})

it('sends a change without the one before it that was refused', async () => {
  const sent: Wishes[] = []
  const settings = await opened((value) => (sent.push(value) === 1 ? Promise.reject(new Error('refused')) : Promise.resolve(value)))
  await Promise.allSettled([settings.change((one) => ({ ...one, hour: 7 })), settings.change((one) => ({ ...one, language: 'de' }))])
  expect(sent).toEqual([{ hour: 7, language: 'en' }, { hour: 9, language: 'de' }])
  expect(settings.value).toEqual({ hour: 9, language: 'de' })
})
