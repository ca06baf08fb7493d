// The people of a project while they are on the screen: one snapshot, kept by the team's stream.
import { Followed } from '../followed.svelte.ts'
import type { StoreContext } from '../stores.ts'
import { reduceAll, type ProjectMembersState } from './project-members.reducer.ts'

export class ProjectMembersStore extends Followed<ProjectMembersState> {
  constructor({ api, streams }: Pick<StoreContext, 'api' | 'streams'>, projectId: string) {
    super({ streams }, {
      read: async (signal) => ({ ...(await api.call('listProjectMembers', { params: { projectId }, signal })).data, projectId }), reduceAll,
    })
  }
}
