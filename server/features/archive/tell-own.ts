// Tells people what is theirs alone: views that nobody else sees, and stars.
import { events } from '../../../shared/index.ts'
import { inboxStream } from '../../../shared/streams.ts'
import type { Work } from '../../kernel/work.ts'
import { ProjectStar } from '../projects/project-star.entity.ts'
import { View } from '../views/view.entity.ts'
import { presentView, teamOfView } from '../views/view.presenter.ts'

export async function tellOwn(work: Work): Promise<void> {
  for (const view of await work.em.find(View, { isShared: false }, { orderBy: { id: 'asc' }, populate: ['project'] })) {
    work.append(inboxStream(view.owner.id), events.viewSaved, { view: presentView(view, teamOfView(view)), isNew: true })
  }
  for (const { membership, project } of await work.em.find(ProjectStar, {}, { orderBy: { project: 'asc', membership: 'asc' } })) {
    work.append(inboxStream(membership.id), events.projectStarred, { projectId: project.id, starred: true })
  }
}
