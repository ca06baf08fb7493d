// That one is offline, and that one is live again: spoken on every page, whatever else is.
import { untrack } from 'svelte'
import type { Stores } from '../../client.svelte.ts'
import { announce, announcer } from '../../ui/index.ts'
import { t } from './words.ts'

export function speakConnection({ connection, boards }: Stores): void {
  let isAway = false
  // Polite sentences are held back while a card is moved by keys; this one is not to wait.
  const say = (text: string) => announce(text, announcer.isHeld ? 'assertive' : 'polite')
  $effect(() => {
    const { state } = connection
    untrack(() => {
      if (state === 'offline' && !isAway) say(t('offline'))
      if (state === 'live' && isAway) say(liveAgain(boards.held.reduce((sum, { away }) => sum + away, 0)))
    })
    if (state === 'offline' || state === 'live') isAway = state === 'offline'
  })
}

const liveAgain = (count: number) => (count > 0 ? t('liveAfter', { count }) : t('live'))
