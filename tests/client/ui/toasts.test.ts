// @vitest-environment jsdom
// The clock of toasts and the spacing of announcements.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Announcer, spacing } from '../../../client/ui/announcer.svelte.ts'
import { shownFor, Toasts } from '../../../client/ui/toasts.svelte.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('Toasts', () => {
  it('shows one at a time, the newest, for 8 s', () => {
    const toasts = new Toasts()
    toasts.show({ text: 'first' })
    vi.advanceTimersByTime(5000)
    toasts.show({ text: 'second' })
    vi.advanceTimersByTime(shownFor - 1)
    expect(toasts.current?.text).toBe('second')
    vi.advanceTimersByTime(1)
    expect(toasts.current).toBeUndefined()
  })

  it('stops its clock while hovered or focused and goes on with what was left', () => {
    const toasts = new Toasts()
    toasts.show({ text: 'moved' })
    vi.advanceTimersByTime(6000)
    toasts.pause('hover')
    toasts.pause('focus')
    vi.advanceTimersByTime(60_000)
    toasts.resume('hover')
    vi.advanceTimersByTime(60_000)
    expect(toasts.current?.text).toBe('moved')
    toasts.resume('focus')
    vi.advanceTimersByTime(1999)
    expect(toasts.current?.text).toBe('moved')
    vi.advanceTimersByTime(1)
    expect(toasts.current).toBeUndefined()
  })

  it('keeps a deed that cannot turn now, for undo and for redo', () => {
    const toasts = new Toasts()
    const turned: string[] = []
    let can = false
    toasts.show({ text: 'older', undo: () => turned.push('older') })
    toasts.show({ text: 'newer', isQuiet: true, canTurn: () => can, undo: () => turned.push('newer'), redo: () => turned.push('again') })
    expect([toasts.undoLast(), toasts.undoLast(), turned]).toEqual([false, false, []])
    can = true
    expect([toasts.undoLast(), turned]).toEqual([true, ['newer']])
    can = false
    toasts.redoLast()
    expect([toasts.redoable?.text, turned]).toEqual(['newer', ['newer']])
    can = true
    toasts.redoLast()
    expect(turned).toEqual(['newer', 'again'])
  })

  it('cannot take back a deed that was refused', async () => {
    const toasts = new Toasts()
    const undone: string[] = []
    toasts.show({ text: 'taken', done: Promise.resolve({ ok: true }), undo: () => undone.push('taken') })
    toasts.show({ text: 'refused', done: Promise.resolve({ ok: false }), undo: () => undone.push('refused') })
    await vi.advanceTimersByTimeAsync(0)
    expect(toasts.current).toBeUndefined()
    toasts.undoLast()
    toasts.undoLast()
    expect(undone).toEqual(['taken'])
  })

  it('keeps errors until dismissed, and brings one back from under a newer message', () => {
    const toasts = new Toasts()
    toasts.error('Saving failed')
    vi.advanceTimersByTime(100_000)
    toasts.show({ text: 'moved' })
    expect(toasts.current?.text).toBe('moved')
    vi.advanceTimersByTime(shownFor)
    expect(toasts.current?.text).toBe('Saving failed')
    toasts.dismiss()
    expect(toasts.current).toBeUndefined()
  })

  it('takes a quiet deed back before an older one, without having shown or hidden anything', () => {
    const toasts = new Toasts()
    const undone: string[] = []
    toasts.show({ text: 'moved', undo: () => undone.push('moved') })
    toasts.show({ text: 'changed', isQuiet: true, undo: () => undone.push('changed') })
    expect(toasts.current?.text).toBe('moved')
    toasts.undoLast()
    expect(undone).toEqual(['changed'])
    expect(toasts.current?.text).toBe('moved')
    toasts.undo()
    expect(undone).toEqual(['changed', 'moved'])
  })

  it('undoes once and is gone', () => {
    const toasts = new Toasts()
    const undo = vi.fn()
    toasts.show({ text: 'moved', undo })
    toasts.undo()
    toasts.undo()
    expect(undo).toHaveBeenCalledTimes(1)
    expect(toasts.current).toBeUndefined()
  })
})

describe('Announcer', () => {
  it('speaks one polite sentence every 3 s', () => {
    const announcer = new Announcer()
    announcer.announce('one')
    announcer.announce('two')
    expect(announcer.polite).toBe('one')
    vi.advanceTimersByTime(spacing)
    expect(announcer.polite).toBe('two')
  })

  it('speaks an assertive sentence at once, in place of what waits', () => {
    const announcer = new Announcer()
    announcer.announce('one')
    announcer.announce('two')
    announcer.announce('now', 'assertive')
    expect(announcer.assertive).toBe('now')
    vi.advanceTimersByTime(10 * spacing)
    expect(announcer.polite).toBe('one')
  })

  it('makes a repeated sentence differ, so that it is heard again', () => {
    const announcer = new Announcer()
    announcer.announce('Position 2', 'assertive')
    announcer.announce('Position 2', 'assertive')
    expect(announcer.assertive).not.toBe('Position 2')
    expect(announcer.assertive.trim()).toBe('Position 2')
  })

  it('counts what happened while it was held', () => {
    const announcer = new Announcer()
    announcer.hold()
    announcer.announce('one')
    announcer.announce('two')
    expect(announcer.polite).toBe('')
    announcer.release()
    expect(announcer.polite).toBe('2 changes meanwhile')
  })
})
