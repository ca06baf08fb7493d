// What was used lately in the palette, newest first; remembered in this browser.
const KEY = 'lockstep.recent-commands'
const MOST = 6

export function recentIds(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}

export function noteUse(id: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([id, ...recentIds().filter((other) => other !== id)].slice(0, MOST)))
  } catch {
    // Storage can be forbidden; then nothing is recent.
  }
}
