// @vitest-environment jsdom
// The tooltip of a button on the page: its words follow the button's, and Escape closes it alone.
import { createRawSnippet, flushSync, mount, unmount } from 'svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import IconButton from '../../../client/ui/IconButton.svelte'
import Tip from '../../../client/ui/Tip.svelte'
import { tips } from '../../../client/ui/tips.svelte.ts'

const icon = createRawSnippet(() => ({ render: () => '<i></i>' }))

describe('a tooltip', () => {
  const props = $state({ label: 'Star', children: icon })
  const heard = vi.fn()
  const parts: ReturnType<typeof mount>[] = []
  beforeEach(() => {
    vi.useFakeTimers()
    document.addEventListener('keydown', heard)
    parts.push(mount(Tip, { target: document.body }), mount(IconButton, { target: document.body, props }))
    flushSync()
    const button = document.querySelector('button')!
    button.dispatchEvent(new PointerEvent('pointerenter', { pointerType: 'mouse' }))
    vi.advanceTimersByTime(500)
    flushSync()
  })
  afterEach(async () => {
    tips.hide()
    document.removeEventListener('keydown', heard)
    await Promise.all(parts.splice(0).map((part) => unmount(part)))
    vi.clearAllMocks()
    vi.useRealTimers()
  })
  const words = () => document.querySelector('[role=tooltip]')?.textContent.trim()
  const escape = () => {
    document.querySelector('button')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))
    flushSync()
  }

  it('says what its button is called now', () => {
    expect(words()).toBe('Star')
    props.label = 'Unstar'
    flushSync()
    expect(words()).toBe('Unstar')
  })

  it('takes the Escape that closes it; the next one is for what is under it', () => {
    escape()
    expect([words(), heard.mock.calls.length]).toEqual([undefined, 0])
    escape()
    expect(heard).toHaveBeenCalledOnce()
  })
})
