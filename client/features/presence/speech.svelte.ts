// How much of others' changes is spoken for those who listen, kept in this browser.
export const speechLevels = ['off', 'mine', 'board'] as const
export type SpeechLevel = (typeof speechLevels)[number]

const KEY = 'lockstep.speech'

class Speech {
  #level = $state.raw<SpeechLevel>(remembered())

  get level(): SpeechLevel {
    return this.#level
  }

  set level(level: SpeechLevel) {
    this.#level = level
    try {
      localStorage.setItem(KEY, level)
    } catch {
      // Storage can be forbidden; the choice then lasts until the page is left.
    }
  }
}

function remembered(): SpeechLevel {
  try {
    return speechLevels.find((level) => level === localStorage.getItem(KEY)) ?? 'mine'
  } catch {
    return 'mine'
  }
}

export const speech = new Speech()
