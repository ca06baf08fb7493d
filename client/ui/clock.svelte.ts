// The present, for texts such as "4 min ago": moves every 30 s while something looks at it.
import { createSubscriber } from 'svelte/reactivity'

const subscribe = createSubscriber((update) => {
  const timer = setInterval(update, 30_000)
  return () => clearInterval(timer)
})

export const clock = {
  get now(): number {
    subscribe()
    return Date.now()
  },
}

/** The person's time zone as the browser knows it. */
export const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone
