// @vitest-environment jsdom
// The command list and its keyboard: what is pressed finds its command, by scope, in sequence, and never while typing.
import { beforeEach, describe, expect, it, vi } from 'vitest'

vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }))
const { Commands } = await import('../../../client/shell/commands/commands.svelte.ts')
const { Keyboard } = await import('../../../client/shell/commands/keyboard.ts')
const { chordOf, isCharacter } = await import('../../../client/shell/commands/chords.ts')
const { TypedAhead } = await import('../../../client/shell/commands/typed-ahead.ts')
const { toasts } = await import('../../../client/ui/toasts.svelte.ts')
type Command = import('../../../client/shell/commands/commands.svelte.ts').Command

let commands = new Commands()
let letters = true
let now = 0
let ran: string[] = []
const keyboard = new Keyboard({ commands: () => commands.all, letters: () => letters, now: () => now })

const command = (id: string, keys: string[], more: Partial<Command> = {}): Command =>
  ({ id, group: 'board', scope: 'board', words: id, keys, run: () => void ran.push(id), ...more })

function press(key: string, more: KeyboardEventInit = {}, on: Element = document.body, by = keyboard): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
  const listen = (heard: Event) => by.press(heard as KeyboardEvent)
  window.addEventListener('keydown', listen)
  on.dispatchEvent(event)
  window.removeEventListener('keydown', listen)
  return event
}

function place(html: string): Element {
  document.body.innerHTML = html
  return document.querySelector('[data-here]')!
}

beforeEach(() => {
  commands = new Commands()
  letters = true
  ran = []
  now = 0
  document.body.innerHTML = ''
  toasts.clear()
})

describe('the command list', () => {
  it.each([['before', true], ['after', false]])('gives the screen its own command when the page\'s comes %s it', (_, first) => {
    const everywhere = () => commands.provide(() => [command('new-task', ['c'], { scope: 'everywhere', run: () => void ran.push('page') })])
    const screen = () => commands.provide(() => [command('new-task', ['c'], { run: () => void ran.push('screen') })])
    for (const provide of first ? [everywhere, screen] : [screen, everywhere]) provide()
    press('c')
    expect(ran).toEqual(['screen'])
  })

  it('has what screens bring while they are open, a screen\'s command in the place of everybody\'s', () => {
    commands.provide(() => [command('new', [], { scope: 'everywhere', words: 'Away' })])
    const stop = commands.provide(() => [command('new', [], { words: 'Here' }), command('more', [])], () => 'WEB-1')
    expect(commands.all.map(({ words }) => words)).toEqual(['Here', 'more'])
    expect(commands.subject).toBe('WEB-1')
    stop()
    expect(commands.all.map(({ words }) => words)).toEqual(['Away'])
    expect(commands.subject).toBeNull()
  })

  it('tells a key once, as what the open screen does with it', () => {
    commands.provide(() => [command('palette', ['mod+k', '/'], { scope: 'everywhere' })])
    const stop = commands.provide(() => [command('filter', ['f', '/'])])
    const keys = () => commands.all.map(({ id, keys: all }) => [id, all])
    expect(keys()).toEqual([['palette', ['mod+k']], ['filter', ['f', '/']]])
    stop()
    expect(keys()).toEqual([['palette', ['mod+k', '/']]])
  })

  it('waits for a board to bring a command', async () => {
    commands.provide(() => [command('new', [], { scope: 'everywhere' })])
    setTimeout(() => commands.provide(() => [command('new', [])]), 40)
    expect((await commands.onBoard('new'))?.scope).toBe('board')
    expect(await commands.onBoard('none', 40)).toBeUndefined()
  })
})

describe('the keyboard', () => {
  it('says signs as what they are, whatever the layout needs for them', () => {
    const pressed = (key: string, more = {}) =>
      chordOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more })
    expect(pressed('?', { shiftKey: true })).toBe('?')
    expect(pressed('[', { ctrlKey: true, altKey: true })).toBe('[')
    expect(pressed('Y', { shiftKey: true })).toBe('shift+y')
    expect(pressed('Y')).toBe('y')
    expect(pressed('k', { metaKey: true })).toBe('mod+k')
    expect(pressed('ArrowUp', { ctrlKey: true, shiftKey: true })).toBe('mod+shift+up')
    expect(pressed('Shift', { shiftKey: true })).toBeNull()
  })

  it('takes the innermost scope', () => {
    commands.provide(() => [command('everywhere', ['e'], { scope: 'everywhere' }), command('card', ['e'], { scope: 'task' }),
      command('panel', ['e'], { scope: 'panel' })])
    press('e', {}, place('<div data-task-id="1"><a data-here href="#"></a></div>'))
    press('e', {}, place('<aside data-task-panel="1"><button data-here></button></aside>'))
    press('e')
    expect(ran).toEqual(['card', 'panel', 'everywhere'])
  })

  it('does nothing while a text is typed or a dialog is open, but for what is meant to', () => {
    commands.provide(() => [command('letter', ['c']), command('palette', ['mod+k'], { whileTyping: true })])
    const field = place('<input data-here>')
    expect(press('c', {}, field).defaultPrevented).toBe(false)
    press('k', { ctrlKey: true }, field)
    press('k', { ctrlKey: true }, place('<div role="dialog"><input data-here></div>'))
    press('c', {}, place('<div role="menu"><span data-here></span></div>'))
    press('c', { isComposing: true })
    expect(ran).toEqual(['palette'])
  })

  it('leaves a sign to the text that is typed, also of a command that acts meanwhile', () => {
    commands.provide(() => [command('palette', ['mod+k', '/'], { whileTyping: true })])
    expect(press('/', {}, place('<input data-here>')).defaultPrevented).toBe(false)
    press('/')
    expect(ran).toEqual(['palette'])
  })

  it('follows keys one after another, for a moment', () => {
    commands.provide(() => [command('inbox', ['g i']), command('mine', ['i'])])
    expect(press('g').defaultPrevented).toBe(true)
    press('i')
    press('i')
    press('g')
    now += 5_000
    press('i')
    expect(ran).toEqual(['inbox', 'mine', 'mine'])
  })

  it('leaves single characters alone when they are switched off, and nothing else', () => {
    commands.provide(() => [command('letter', ['c', 'mod+e']), command('sequence', ['g i']), command('sign', ['?']),
      command('arrow', ['up']), command('shifted', ['shift+y'])])
    letters = false
    for (const key of ['c', 'g', 'i', '?', 'ArrowUp']) press(key)
    press('Y', { shiftKey: true })
    press('e', { ctrlKey: true })
    expect(ran).toEqual(['arrow', 'letter'])
    expect(['c', 'g i', '?', 'shift+y'].every(isCharacter)).toBe(true)
    expect(['up', 'mod+c', 'space', 'f10'].some(isCharacter)).toBe(false)
  })

  it('says why a command is not possible now', () => {
    commands.provide(() => [command('rename', ['e'], { unavailable: 'Only its author may. Ask Mira.' })])
    press('e')
    expect(ran).toEqual([])
    expect(toasts.current).toMatchObject({ kind: 'done', text: 'Only its author may. Ask Mira.' })
  })

  it('does once what a held key stands for, and goes on only from place to place', () => {
    commands.provide(() => [command('trash', ['backspace']), command('down', ['down', 'j']), command('move-down', ['mod+shift+down'])])
    press('Backspace')
    expect(press('Backspace', { repeat: true }).defaultPrevented).toBe(true)
    expect(ran).toEqual(['trash'])
    press('ArrowDown', { repeat: true })
    press('j', { repeat: true })
    press('ArrowDown', { repeat: true, ctrlKey: true, shiftKey: true })
    expect(ran).toEqual(['trash', 'down', 'down', 'move-down'])
  })

  it('leaves Space to the button that it presses', () => {
    commands.provide(() => [command('carry', ['space'], { scope: 'task' })])
    press(' ', {}, place('<div data-task-id="1"><button data-here></button></div>'))
    press(' ', {}, place('<div data-task-id="1"><a data-here href="#"></a></div>'))
    expect(ran).toEqual(['carry'])
  })
})

describe('keys pressed before all commands are here', () => {
  function aKeyboardThatWaits() {
    const { promise, resolve } = Promise.withResolvers<void>()
    let isWhole = false
    const early = new Keyboard({ commands: () => commands.all, letters: () => letters, askForRest: () => (isWhole ? undefined : promise), now: () => now })
    const come = async () => {
      commands.provide(() => [command('inbox', ['g'], { scope: 'everywhere' }), command('help', ['?'], { scope: 'everywhere' })])
      isWhole = true
      resolve()
      await promise
    }
    return { early, come }
  }

  it('the last one is done when the rest comes', async () => {
    const { early, come } = aKeyboardThatWaits()
    press('?', {}, document.body, early)
    press('g', {}, document.body, early)
    await come()
    expect(ran).toEqual(['inbox'])
    press('?', {}, document.body, early)
    expect(ran).toEqual(['inbox', 'help'])
  })

  it('one that no screen uses otherwise is done at once, and the browser does not take it', async () => {
    const { early, come } = aKeyboardThatWaits()
    commands.provide(() => [command('palette', ['mod+k', '/'], { scope: 'everywhere', atOnce: ['mod+k'] })])
    expect(press('k', { ctrlKey: true }, document.body, early).defaultPrevented).toBe(true)
    expect(ran).toEqual(['palette'])
    press('/', {}, document.body, early)
    expect(ran).toEqual(['palette'])
    await come()
    expect(ran).toEqual(['palette', 'palette'])
  })

  it('what follows the palette\'s key is its text, not the page\'s keys', () => {
    commands.provide(() => [command('assign', ['a']), command('close', ['escape'])])
    const calledOff = vi.fn<() => void>()
    const ahead = new TypedAhead(calledOff)
    const typed = (key: string, more: KeyboardEventInit = {}) => {
      const keep = (event: KeyboardEvent) => void ahead.keep(event)
      window.addEventListener('keydown', keep, { capture: true })
      const event = press(key, more)
      window.removeEventListener('keydown', keep, { capture: true })
      return event.defaultPrevented
    }
    expect(['a', 'b', ' ', 'X', 'Backspace', 'c', 'Enter'].map((key) => typed(key)).every(Boolean)).toBe(true)
    expect([typed('c', { ctrlKey: true }), typed('Shift'), typed('F5')]).toEqual([false, false, false])
    expect([ahead.text, ahead.isChosen]).toEqual(['ab c', true])
    typed('Escape')
    expect(calledOff).toHaveBeenCalledOnce()
    expect(ran).toEqual([])
  })

  it('the open screen says what more of its commands wait for', async () => {
    const late = { part: undefined as string | undefined, load: () => { late.part = 'here'; return Promise.resolve(true) } }
    const takeAway = commands.provide(() => [], undefined, late)
    await commands.askForRest()
    expect(late.part).toBe('here')
    expect(commands.askForRest()).toBeUndefined()
    takeAway()
  })

  it('what every page knows waits too, since the open screen may have the same key', async () => {
    const { early, come } = aKeyboardThatWaits()
    const takeAway = commands.provide(() => [command('of-every-page', ['/'], { scope: 'everywhere' })])
    expect(press('/', {}, document.body, early).defaultPrevented).toBe(true)
    expect(ran).toEqual([])
    commands.provide(() => [command('of-the-board', ['/'], { scope: 'board' })])
    await come()
    expect(ran).toEqual(['of-the-board'])
    takeAway()
  })

  it('two keys that mean one command do not wait: the second alone may mean another one', async () => {
    const { early, come } = aKeyboardThatWaits()
    commands.provide(() => [command('search', ['g f'], { scope: 'everywhere' }), command('filter', ['f'], { scope: 'board' })])
    press('g', {}, document.body, early)
    press('f', {}, document.body, early)
    expect(ran).toEqual(['search'])
    await come()
    expect(ran).toEqual(['search'])
  })

  it('what is about a task is done in its order, modifiers alone do not matter', async () => {
    const { early, come } = aKeyboardThatWaits()
    const card = place('<div data-task-id="1"><a data-here href="#"></a></div>')
    press('x', {}, card, early)
    press('?', {}, card, early)
    press('Shift', { shiftKey: true }, card, early)
    press('ArrowDown', { shiftKey: true }, card, early)
    press('ArrowUp', { shiftKey: true }, card, early)
    commands.provide(() => [
      command('select', ['x'], { scope: 'task' }), command('extend-down', ['shift+down'], { scope: 'task' }), command('extend-up', ['shift+up'], { scope: 'task' }),
    ])
    await come()
    expect(ran).toEqual(['select', 'extend-down', 'extend-up'])
  })

  it('it is forgotten after another key, and when they take too long', async () => {
    const first = aKeyboardThatWaits()
    commands.provide(() => [command('known', ['x'])])
    press('?', {}, document.body, first.early)
    press('x', {}, document.body, first.early)
    await first.come()
    const second = aKeyboardThatWaits()
    commands = new Commands()
    press('?', {}, document.body, second.early)
    now = 10_000
    await second.come()
    expect(ran).toEqual(['known'])
  })
})
