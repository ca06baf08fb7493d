// Several tabs of one browser share a session: they refresh one after another and tell each other what came of it.

export type TabMessage =
  | { kind: 'token'; token: string; membershipId: string | null }
  | { kind: 'signed-in'; token: string; membershipId: string }
  | { kind: 'signed-out' }

/** Tabs of one browser; programs that run several clients in one process give each its own. */
export const CHANNEL = 'lockstep-session'

export interface Tabs {
  tell(message: TabMessage): void
  /** Runs alone among all tabs. Without Web Locks (plain HTTP) it just runs: the server bears two refreshes within 10 s. */
  alone<T>(name: string, action: () => Promise<T>): Promise<T>
  close(): void
}

export function openTabs(hear: (message: TabMessage) => void, name = CHANNEL): Tabs {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name)
  if (channel) channel.onmessage = ({ data }: MessageEvent<TabMessage>) => hear(data)
  return {
    tell: (message) => channel?.postMessage(message),
    alone: async (what, action) => {
      const locks = globalThis.navigator?.locks
      if (!locks) return action()
      const asked = Date.now()
      return await locks.request(`${name}-${what}`, async () => {
        // What the tab before told may come a moment after its lock was free.
        if (Date.now() - asked > 5) await new Promise((resolve) => setTimeout(resolve, 20))
        return action()
      })
    },
    close: () => channel?.close(),
  }
}
