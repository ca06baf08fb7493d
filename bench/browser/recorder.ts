// What runs inside the page: it notes frames, long tasks and the moments in which things are drawn. As text, since it is
// put into pages before their own scripts.
export const recorder = `window.bench = (() => {
  const drawn = () => new Promise((resolve) => requestAnimationFrame(() => {
    const channel = new MessageChannel()
    channel.port1.onmessage = () => resolve(performance.now())
    channel.port2.postMessage(0)
  }))
  let frames = null
  function tick(now) {
    if (!frames) return
    frames.at.push(now)
    requestAnimationFrame(tick)
  }
  function startFrames() {
    frames = { at: [], tasks: [] }
    frames.observer = new PerformanceObserver((list) => frames?.tasks.push(...list.getEntries().map(({ duration }) => duration)))
    frames.observer.observe({ entryTypes: ['longtask'] })
    requestAnimationFrame(tick)
  }
  async function stopFrames() {
    await drawn()
    const { at, tasks, observer } = frames
    tasks.push(...observer.takeRecords().map(({ duration }) => duration))
    observer.disconnect()
    frames = null
    return { deltas: at.slice(1).map((now, index) => now - at[index]), tasks }
  }

  /** When the card stands in the column and nothing of it is on its way; told from the pointer's release in this page. */
  function dropped(taskId, statusId) {
    const wanted = '[data-status-id="' + statusId + '"] [data-task-id="' + taskId + '"]'
    return new Promise((resolve) => addEventListener('pointerup', (event) => {
      const from = event.timeStamp
      let placed = null
      const look = () => {
        const card = document.querySelector(wanted)
        if (card && placed === null) placed = performance.now() - from
        const moving = document.getAnimations().some(({ effect }) => effect?.target?.matches?.('article'))
        if (placed !== null && !moving) drawn().then((now) => resolve({ placed, settled: now - from, at: Date.now() }))
        else requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    }, { capture: true, once: true }))
  }
  const released = () => new Promise((resolve) => addEventListener('pointerup', () => resolve(Date.now()), { capture: true, once: true }))

  /** When the card stands in the column, by whomever it was moved. */
  function arrived(taskId, statusId) {
    const wanted = '[data-status-id="' + statusId + '"] [data-task-id="' + taskId + '"]'
    return new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (!document.querySelector(wanted)) return
        observer.disconnect()
        drawn().then(() => resolve(Date.now()))
      })
      observer.observe(document.body, { subtree: true, childList: true })
    })
  }

  /** From the next key to the first change inside the board: milliseconds, frames begun in between, until it was painted. */
  function answered() {
    return new Promise((resolve) => addEventListener('keydown', function heard(event) {
      if (['Control', 'Shift'].includes(event.key)) return
      removeEventListener('keydown', heard, true)
      const from = event.timeStamp
      let begun = 0
      let changed = false
      const count = () => {
        if (changed) return
        begun += 1
        requestAnimationFrame(count)
      }
      requestAnimationFrame(count)
      const observer = new MutationObserver(() => {
        const at = performance.now() - from
        changed = true
        observer.disconnect()
        drawn().then((now) => resolve({ changed: at, painted: now - from, frames: begun }))
      })
      observer.observe(document.querySelector('[data-board]'), { subtree: true, childList: true, attributes: true, characterData: true })
    }, true))
  }

  /** Interactive: cards are drawn, the connection is live, and an arrow key brings the focus onto a card. */
  const interactive = new Promise((resolve) => {
    const marks = {}
    const look = () => {
      if (!marks.cards && document.querySelector('[data-task-id]')) marks.cards = performance.now()
      if (!marks.live && document.querySelector('[data-connection="live"]')) marks.live = performance.now()
      if (marks.cards && marks.live) {
        if (document.activeElement?.matches('[data-card-link]')) return resolve({ ...marks, answers: performance.now() })
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }))
      }
      requestAnimationFrame(look)
    }
    if (location.pathname.startsWith('/projects/')) requestAnimationFrame(look)
  })
  return { startFrames, stopFrames, dropped, released, arrived, answered, interactive }
})()`
