// Shortcuts as written in code ('mod+shift+k') and as shown to people ('⌘⇧K', 'Ctrl Shift K').
const macSigns: Record<string, string> = { mod: '⌘', shift: '⇧', alt: '⌥', ctrl: '⌃' }
const otherNames: Record<string, string> = { mod: 'Ctrl', shift: 'Shift', alt: 'Alt', ctrl: 'Ctrl' }
const signs: Record<string, string> = {
  enter: '↵', backspace: '⌫', escape: 'esc', esc: 'esc', up: '↑', down: '↓', left: '←', right: '→', space: 'Space',
  home: 'Home', end: 'End', tab: 'Tab', delete: 'Del', f10: 'F10', contextmenu: '☰',
}

/** The parts of a shortcut, each drawn as one key. On a Mac modifiers and key share one. */
export function keyParts(keys: string, isMac: boolean): string[] {
  return keys.split(' ').flatMap((chord) => chordParts(chord, isMac))
}

function chordParts(chord: string, isMac: boolean): string[] {
  const parts = chord.split('+').filter(Boolean).map((part) => {
    const lower = part.toLowerCase()
    return (isMac ? macSigns : otherNames)[lower] ?? signs[lower] ?? (part.length === 1 ? part.toUpperCase() : part)
  })
  return isMac ? [parts.join('')] : parts
}

/** Whether this browser runs on a Mac or an iPad, where ⌘ takes the place of Ctrl. */
export function runsOnMac(): boolean {
  return typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)
}
