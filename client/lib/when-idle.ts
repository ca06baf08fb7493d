// Work that may wait until the browser has a moment, and not longer than a second.
const AT_LATEST = 1_000
const WITHOUT_IDLE_TIME = 300

/** Runs it when nothing else is to be done; the answer calls it off. Safari has no idle callbacks and gets a short wait. */
export function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(run, WITHOUT_IDLE_TIME)
    return () => clearTimeout(timer)
  }
  const handle = requestIdleCallback(run, { timeout: AT_LATEST })
  return () => cancelIdleCallback(handle)
}
