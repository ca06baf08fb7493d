// What was pressed, in the words of the command list: 'mod+shift+up', 'y', '?'.
const names: Record<string, string> = {
  ' ': 'space', ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right', Delete: 'delete',
}
const isLetter = (key: string) => /^\p{L}$/u.test(key)

export type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** Signs such as `?` and `[` are what they are, whatever keys the layout needs for them; null for a lone modifier. */
export function chordOf(event: Pressed): string | null {
  if (['Control', 'Meta', 'Alt', 'AltGraph', 'Shift', 'Dead', 'Process', 'Unidentified'].includes(event.key)) return null
  const key = names[event.key] ?? event.key.toLowerCase()
  const isSign = key.length === 1 && !isLetter(key)
  // AltGr is told as Ctrl and Alt by some systems.
  if (isSign && event.altKey) return key
  const parts = [
    event.ctrlKey || event.metaKey ? 'mod' : '', event.altKey ? 'alt' : '', event.shiftKey && !isSign ? 'shift' : '',
  ]
  return [...parts.filter(Boolean), key].join('+')
}

/** Whether it is one character without Ctrl, ⌘ or Alt: what WCAG 2.1.4 lets people switch off. */
export function isCharacter(keys: string): boolean {
  return keys.split(' ').every((chord) => /^(?:shift\+)?.$/u.test(chord))
}
