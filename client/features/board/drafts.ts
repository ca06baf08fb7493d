// Texts that are not sent yet: kept in this browser per place, through closing, reloading and being offline.
const PREFIX = 'lockstep.draft.'

export const drafts = {
  /** Where the line of a new task of a column is kept. */
  slotOfNew: (meId: string | null, columnId: string): string => `add:${meId}:${columnId}`,

  read(slot: string): string {
    try {
      return localStorage.getItem(PREFIX + slot) ?? ''
    } catch {
      return ''
    }
  },

  /** Keeps the text; an empty one is forgotten. */
  write(slot: string, text: string): void {
    try {
      if (text) localStorage.setItem(PREFIX + slot, text)
      else localStorage.removeItem(PREFIX + slot)
    } catch {
      // Storage can be forbidden or full; the text then lives as long as its field.
    }
  },

  /** Forgets all: the next person at this machine shall not find them. */
  clear(): void {
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key)
    } catch {
      // Where storage is forbidden, nothing was kept.
    }
  },
}
