// @vitest-environment jsdom
// A layer that is waited for: what calls it off, and what the page behind it still hears.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { watchForCallOff } from '../../../client/ui/called-off.ts'

document.body.innerHTML = '<main tabindex="-1"><button id="opener"><i id="icon"></i></button><input id="other" /></main>'
const at = (id: string) => document.getElementById(id)!
const press = (id: string, key: string, about: KeyboardEventInit = {}) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...about })
  at(id).dispatchEvent(event)
  return event
}
const touch = (id: string) => at(id).dispatchEvent(new Event('pointerdown', { bubbles: true }))

describe('a layer that is waited for', () => {
  const callOff = vi.fn()
  const heard = vi.fn()
  let end = () => {}
  beforeEach(() => {
    at('opener').focus()
    window.addEventListener('keydown', heard)
  })
  afterEach(() => {
    end()
    window.removeEventListener('keydown', heard)
    vi.clearAllMocks()
  })
  const wait = (about: { opener?: boolean; isModal?: boolean }) =>
    (end = watchForCallOff({ callOff, isModal: about.isModal, opener: about.opener ? () => at('opener') : undefined }))

  it('is called off by Escape, which does nothing else then', () => {
    wait({ opener: true })
    expect(press('opener', 'Escape').defaultPrevented).toBe(true)
    expect(callOff).toHaveBeenCalledOnce()
    expect(heard).not.toHaveBeenCalled()
  })

  it.each<[string, () => void]>([
    ['a press elsewhere', () => touch('other')],
    ['the focus elsewhere', () => at('other').focus()],
    ['Tab', () => press('opener', 'Tab')],
    ['a key for the page', () => press('opener', 'c')],
    ['Enter elsewhere', () => press('other', 'Enter')],
  ])('is called off by %s', (_, act) => {
    wait({ opener: true })
    act()
    expect(callOff).toHaveBeenCalled()
  })

  it.each<[string, () => void]>([
    ['the same button pressed again', () => touch('icon')],
    ['its keys', () => ['Enter', ' ', 'ArrowDown'].forEach((key) => press('opener', key))],
    ['a key that is held down', () => press('opener', 'd', { repeat: true })],
    ['a modifier alone', () => press('opener', 'Shift')],
    ['the focus on what the button stands in', () => document.querySelector('main')!.focus()],
  ])('goes on waiting at %s', (_, act) => {
    wait({ opener: true })
    act()
    expect(callOff).not.toHaveBeenCalled()
  })

  it('keeps keys from the page when it will be a dialog, which Tab and a press call off', () => {
    wait({ isModal: true })
    press('other', 'e')
    press('other', 'Enter')
    expect([heard.mock.calls.length, callOff.mock.calls.length]).toEqual([0, 0])
    press('other', 'Tab')
    touch('opener')
    expect(callOff).toHaveBeenCalledTimes(2)
  })

  it('hears nothing more when it is there', () => {
    wait({ opener: true })()
    press('opener', 'Escape')
    touch('other')
    expect(callOff).not.toHaveBeenCalled()
    expect(heard).toHaveBeenCalledOnce()
  })
})
