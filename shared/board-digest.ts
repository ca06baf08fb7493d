// A digest of a board, the same on server and client: whoever holds the same state at the same offset has the same one.
import type { Board } from './features/projects.ts'

export const boardParts = ['project', 'statuses', 'labels', 'members', 'milestones', 'customFields', 'tasks'] as const
export type BoardPart = (typeof boardParts)[number]
/** How many entries a part has, and the SHA-256 of its canonical JSON, in hexadecimal digits. */
export interface PartDigest { count: number; digest: string }
export interface BoardDigest { digest: string; parts: Record<BoardPart, PartDigest> }

/** Browsers hash only in secure contexts: HTTPS and localhost. */
export const canDigest = (): boolean => globalThis.crypto?.subtle !== undefined

/** JSON with the fields of every object in the order of their names; what is undefined is left out. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}

/** Entries count in the order of their ids, since lists come in several orders. */
export async function boardDigest(board: Pick<Board, BoardPart>): Promise<BoardDigest> {
  const parts = {} as Record<BoardPart, PartDigest>
  for (const name of boardParts) {
    const entries = name === 'project' ? [board.project] : board[name].toSorted((a, b) => (a.id < b.id ? -1 : 1))
    parts[name] = { count: entries.length, digest: await sha256(canonical(entries)) }
  }
  return { digest: await sha256(boardParts.map((name) => `${name} ${parts[name].digest}`).join('\n')), parts }
}

/** Parts whose digests differ. */
export function differingParts(a: BoardDigest, b: BoardDigest): BoardPart[] {
  return boardParts.filter((name) => a.parts[name].digest !== b.parts[name].digest)
}

async function sha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
