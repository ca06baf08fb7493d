// The pages of the settings, as the palette lists them.
import type { Session } from '../../lib/session.svelte.ts'
import { t } from './words.ts'

export const settingsPlaces = (session: Session): { href: string; words: string }[] => [
  { href: '/settings/profile', words: t('go.profile') },
  { href: '/settings/notifications', words: t('go.notifications') },
  { href: '/settings/organization', words: t('go.organization') },
  { href: '/settings/members', words: t('go.members') },
  ...(session.can('organization.read_activity') ? [{ href: '/settings/activity', words: t('go.activity') }] : []),
  { href: '/settings/tokens', words: t('go.tokens') },
  { href: '/settings/sessions', words: t('go.sessions') },
]
