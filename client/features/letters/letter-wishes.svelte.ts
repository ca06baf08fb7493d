// Which notifications I get by e-mail.
import type { Stores } from '../../client.svelte.ts'
import type { AnswerData } from '../../lib/api.ts'
import { OwnSettings } from '../notifications/own-settings.svelte.ts'
import type { LetterSettings } from './letters.data.ts'

type Said = AnswerData<'readLetterSettings'>

export class LetterWishes extends OwnSettings<Said> {
  constructor(stores: Stores) {
    super(stores, {
      read: async (signal) => (await stores.api.call('readLetterSettings', { signal })).data,
      replace: async ({ send, hour, language }) => (await stores.api.call('replaceLetterSettings', { body: { send, hour, language } })).data,
      event: 'letter_settings.updated',
    })
  }

  get said(): Said | null {
    return this.value
  }

  wish(changes: Partial<LetterSettings>): Promise<void> {
    return this.change((said) => ({ ...said, ...changes }))
  }
}
