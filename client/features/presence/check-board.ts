// Whether this tab's confirmed board is the server's: both hash their state at the same event and compare.
import type { Member } from '../../../shared/features/members.ts'
import type { StreamPosition } from '../../../shared/streams.ts'
import { boardDigest, canDigest, differingParts, type BoardDigest, type BoardPart } from '../../../shared/board-digest.ts'
import type { Api } from '../../lib/api.ts'
import { boardCopyOf, type BoardState } from '../board/board.reducer.ts'

export type BoardCheck =
  | { kind: 'equal'; offset: number; tasks: number }
  | { kind: 'differs'; offset: number; parts: { name: BoardPart; mine: number; theirs: number }[] }
  | { kind: 'moving' | 'failed' | 'insecure' }

export interface Checked {
  projectId: string
  /** The state that events have led to; null while there is none. */
  state(): BoardState | null
  /** People come by the organization's stream, not the board's. */
  members(): readonly Member[]
}

const TRIES = 6
const APPLIED_WITHIN = 2_000

/** Asks the server and compares; while the board moves on, until both stand at the same event. */
export async function checkBoard(api: Api, board: Checked): Promise<BoardCheck> {
  if (!canDigest()) return { kind: 'insecure' }
  try {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const { data } = await api.call('readBoardDigest', { params: { projectId: board.projectId }, once: true })
      const mine = await stateAt(board, data)
      if (mine) return compare(mine, data, data.offset)
    }
    return { kind: 'moving' }
  } catch {
    return { kind: 'failed' }
  }
}

/** The board's own digest at exactly that event; null when it has gone on already or does not come there. */
async function stateAt(board: Checked, { offset, epoch }: StreamPosition): Promise<BoardDigest | null> {
  for (const until = Date.now() + APPLIED_WITHIN; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 20))) {
    const state = board.state()
    if (!state || state.position.epoch !== epoch || state.position.offset > offset) return null
    const copy = state.position.offset === offset ? boardCopyOf(state) : null
    if (copy) return boardDigest({ ...copy, members: [...board.members()] })
  }
  return null
}

function compare(mine: BoardDigest, theirs: BoardDigest, offset: number): BoardCheck {
  const parts = differingParts(mine, theirs)
  if (parts.length === 0) return { kind: 'equal', offset, tasks: mine.parts.tasks.count }
  return { kind: 'differs', offset, parts: parts.map((name) => ({ name, mine: mine.parts[name].count, theirs: theirs.parts[name].count })) }
}
