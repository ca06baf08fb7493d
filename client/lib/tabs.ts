// Several tabs of one browser share a session: they refresh one after another and tell each other what came of it.

export type TabMessage =
  | { kind: 'token'; token: string; membershipId: string | null }
  | { kind: 'signed-in'; token: string; membershipId: string }
  | { kind: 'signed-out' }

const CHANNEL = 'lockstep-session'

export interface Tabs {
  tell(message: TabMessage): void
  /** Runs alone among all tabs. Without Web Locks (plain HTTP) it just runs: the server bears two refreshes within 10 s. */
  alone<T>(name: string, action: () => Promise<T>): Promise<T>
  close(): void
}

export function openTabs(hear: (message: TabMessage) => void): Tabs {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL)
  if (channel) channel.onmessage = ({ data }: MessageEvent<TabMessage>) => hear(data)
  return {
    tell: (message) => channel?.postMessage(message),
    alone: async (name, action) => {
      const locks = globalThis.navigator?.locks
      return locks ? await locks.request(`lockstep-${name}`, action) : action()
    },
    close: () => channel?.close(),
  }
}
