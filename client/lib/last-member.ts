// Who was signed in last in this browser: without a network, their copies are opened again.
const KEY = 'lockstep.member'

export const lastMember = {
  read(): string | null {
    try {
      return localStorage.getItem(KEY)
    } catch {
      return null
    }
  },

  write(membershipId: string | null): void {
    try {
      if (membershipId === null) localStorage.removeItem(KEY)
      else localStorage.setItem(KEY, membershipId)
    } catch {
      // Where storage is forbidden, there are no copies either.
    }
  },
}
