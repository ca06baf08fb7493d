// Light, dark or as the system; density; motion. Remembered in this browser; public/theme.js puts the same on <html>
// before the first paint.
import { MediaQuery } from 'svelte/reactivity'

export const themeChoices = ['light', 'dark', 'system'] as const
export const densities = ['comfortable', 'compact', 'dense'] as const
export const motions = ['system', 'reduced'] as const

export type ThemeChoice = (typeof themeChoices)[number]
export type Density = (typeof densities)[number]
export type Motion = (typeof motions)[number]

function remembered<Value extends string>(key: string, allowed: readonly Value[], fallback: Value): Value {
  try {
    const stored = localStorage.getItem(key)
    return allowed.find((value) => value === stored) ?? fallback
  } catch {
    return fallback
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Storage can be forbidden; the choice then lasts until the page is left.
  }
}

class Theme {
  #choice = $state<ThemeChoice>(remembered('lockstep.theme', themeChoices, 'system'))
  #density = $state<Density>(remembered('lockstep.density', densities, 'comfortable'))
  #motion = $state<Motion>(remembered('lockstep.motion', motions, 'system'))
  #systemDark = new MediaQuery('(prefers-color-scheme: dark)')

  get choice(): ThemeChoice {
    return this.#choice
  }

  get resolved(): 'light' | 'dark' {
    if (this.#choice !== 'system') return this.#choice
    return this.#systemDark.current ? 'dark' : 'light'
  }

  choose(choice: ThemeChoice): void {
    this.#choice = choice
    remember('lockstep.theme', choice)
  }

  get density(): Density {
    return this.#density
  }

  set density(density: Density) {
    this.#density = density
    remember('lockstep.density', density)
  }

  get motion(): Motion {
    return this.#motion
  }

  set motion(motion: Motion) {
    this.#motion = motion
    remember('lockstep.motion', motion)
  }
}

export const theme = new Theme()

/** Keep <html> in step with the choices; called inside an effect. */
export function applyTheme(root: HTMLElement): void {
  root.dataset.theme = theme.resolved
  root.dataset.density = theme.density
  root.dataset.motion = theme.motion
}
