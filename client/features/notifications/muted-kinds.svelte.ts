// What I do not want to hear of, one switch after another.
import type { Mutable, NotificationSettings } from '../../../shared/features/notifications.ts'
import type { Stores } from '../../client.svelte.ts'
import { OwnSettings } from './own-settings.svelte.ts'

export class MutedKinds extends OwnSettings<NotificationSettings> {
  constructor(stores: Stores) {
    super(stores, {
      read: async (signal) => (await stores.api.call('readNotificationSettings', { signal })).data,
      replace: async ({ muted }) => (await stores.api.call('replaceNotificationSettings', { body: { muted } })).data,
      event: 'notification_settings.updated',
    })
  }

  get kinds(): readonly Mutable[] {
    return this.value?.muted ?? []
  }

  turn(kind: Mutable, on: boolean): Promise<void> {
    return this.change(({ muted }) => ({ muted: [...muted.filter((other) => other !== kind), ...(on ? [] : [kind])] }))
  }
}
