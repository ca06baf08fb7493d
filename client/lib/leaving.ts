// Remembers, also over a closed tab, that somebody signed out and the server was not told yet.
const KEY = 'lockstep.leaving'
let here = false

export const leaving = {
  get is(): boolean {
    try {
      return here || localStorage.getItem(KEY) !== null
    } catch {
      return here
    }
  },

  begin(): void {
    here = true
    try {
      localStorage.setItem(KEY, '1')
    } catch {
      // Where storage is forbidden, this tab remembers alone.
    }
  },

  end(): void {
    here = false
    try {
      localStorage.removeItem(KEY)
    } catch {
      // Nothing was kept there.
    }
  },
}
