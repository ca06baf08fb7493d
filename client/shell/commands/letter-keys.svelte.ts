// Whether single letters and signs act. Off for people whose speech input or unsteady hand would press them by
// mistake (WCAG 2.1.4); remembered in this browser.
const KEY = 'lockstep.letter-keys'

class LetterKeys {
  #on = $state(remembered())

  get on(): boolean {
    return this.#on
  }

  set on(on: boolean) {
    this.#on = on
    try {
      localStorage.setItem(KEY, on ? 'on' : 'off')
    } catch {
      // Storage can be forbidden; the choice then lasts until the page is left.
    }
  }
}

function remembered(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off'
  } catch {
    return true
  }
}

export const letterKeys = new LetterKeys()
