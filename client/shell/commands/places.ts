// The pages of the settings, as the palette lists them.
import { t } from './words.ts'

export const settingsPlaces = (): { href: string; words: string }[] => [
  { href: '/settings/profile', words: t('go.profile') },
  { href: '/settings/organization', words: t('go.organization') },
  { href: '/settings/members', words: t('go.members') },
  { href: '/settings/tokens', words: t('go.tokens') },
  { href: '/settings/sessions', words: t('go.sessions') },
]
