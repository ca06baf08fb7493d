// A team's workspace as a snapshot for verifyAction.
import { endpoints } from '../../../shared/index.ts'
import { reduceAll, workspaceSnapshot, workspaceState, type WorkspaceState } from '../../../client/features/teams/workspace.reducer.ts'
import type { Snapshot } from '../../support/verify-action.ts'

export function workspaceOf(teamId: string): Snapshot<never> {
  const snapshot: Snapshot<WorkspaceState> = {
    name: 'workspace',
    fetch: async (person) => workspaceState(await person.do(endpoints.readWorkspace, { params: { teamId } })),
    positions: ({ stream, offset }) => [{ stream, offset }],
    apply: (state, events) => reduceAll(state, events).state,
    normal: workspaceSnapshot,
  }
  return snapshot as unknown as Snapshot<never>
}
