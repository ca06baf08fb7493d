// A list of ids that this browser remembers under a name; only this visit where storage is forbidden.
export function readIds(key: string): string[] {
  try {
    return localStorage.getItem(key)?.split(' ').filter(Boolean) ?? []
  } catch {
    return []
  }
}

export function writeIds(key: string, ids: Iterable<string>): void {
  const text = [...ids].join(' ')
  try {
    if (text) localStorage.setItem(key, text)
    else localStorage.removeItem(key)
  } catch {
    // Then only this visit knows.
  }
}
