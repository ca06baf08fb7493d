// Tells what an archive brought in the events that single actions tell it in: of the organization, then of each team, its work as one import.
import { events } from '../../../shared/index.ts'
import { organizationStream, teamStream, type StreamName } from '../../../shared/streams.ts'
import type { Work } from '../../kernel/work.ts'
import { Department } from '../departments/department.entity.ts'
import { presentDepartment } from '../departments/department.presenter.ts'
import { Goal } from '../goals/goal.entity.ts'
import { presentGoal } from '../goals/goal.presenter.ts'
import { Post, PostComment } from '../posts/post.entity.ts'
import { presentPost, presentPostComment } from '../posts/post.presenter.ts'
import { readOrganizationLabels } from '../labels/organization-labels.ts'
import { Project } from '../projects/project.entity.ts'
import { Team } from '../teams/team.entity.ts'
import { readersOf, tellOpened } from '../teams/team-inboxes.ts'
import { presentTeam } from '../teams/team.presenter.ts'
import { readMemberIds } from '../teams/teams.queries.ts'
import { View } from '../views/view.entity.ts'
import { presentView } from '../views/view.presenter.ts'
import { tellFiles, tellProject } from './tell-project.ts'
import { tellLinks } from './tell-links.ts'
import { tellOwn } from './tell-own.ts'

export async function tellArchive(work: Work): Promise<void> {
  await tellDepartments(work)
  for (const label of await readOrganizationLabels(work)) work.append(organizationStream(work.organizationId), events.labelCreated, { label })
  const teams = await work.em.find(Team, {}, { orderBy: { id: 'asc' } })
  const members = await readMemberIds(work.em, teams)
  for (const team of teams) {
    const memberIds = members.get(team.id) ?? []
    // Hundreds of them would burst the header of the answer, and the sender changed nothing of them before.
    work.keepFromAnswer(teamStream(team.id))
    work.append(teamStream(team.id), events.teamCreated, { team: presentTeam(team, memberIds) })
    tellOpened(work, team.id, await readersOf(work, team.id, memberIds))
  }
  await work.batch('import', async () => {
    for (const { id } of teams) await tellTeam(work, id)
    await tellLinks(work)
  })
  await tellOwn(work)
}

/** Parents before children. */
async function tellDepartments(work: Work): Promise<void> {
  const waiting = await work.em.find(Department, {}, { orderBy: { id: 'asc' } })
  const byParent = Map.groupBy(waiting, ({ parent }) => parent?.id ?? null)
  const tell = (parentId: string | null): void => {
    for (const department of byParent.get(parentId) ?? []) {
      work.append(organizationStream(work.organizationId), events.departmentCreated, { department: presentDepartment(department) })
      tell(department.id)
    }
  }
  tell(null)
}

async function tellTeam(work: Work, teamId: string): Promise<void> {
  const stream = teamStream(teamId)
  for (const goal of await work.em.find(Goal, { team: { id: teamId } }, { orderBy: { id: 'asc' } })) work.append(stream, events.goalCreated, { goal: presentGoal(goal) })
  await tellPosts(work, stream, teamId)
  await tellFiles(work, stream, { kind: 'team', id: teamId })
  for (const project of await work.em.find(Project, { team: { id: teamId } }, { orderBy: { id: 'asc' } })) await tellProject(work, stream, project)
  for (const view of await work.em.find(View, { team: { id: teamId }, isShared: true }, { orderBy: { id: 'asc' } })) work.append(stream, events.viewSaved, { view: presentView(view, teamId), isNew: true })
}

async function tellPosts(work: Work, stream: StreamName, teamId: string): Promise<void> {
  const posts = await work.em.find(Post, { team: { id: teamId } }, { orderBy: { id: 'asc' } })
  const comments = Map.groupBy(await work.em.find(PostComment, { post: { team: { id: teamId } } }, { orderBy: { id: 'asc' } }), ({ post }) => post.id)
  for (const post of posts) {
    work.append(stream, events.postCreated, { post: presentPost(post, []) })
    for (const comment of comments.get(post.id) ?? []) work.append(stream, events.postCommentCreated, { teamId, comment: presentPostComment(comment) })
  }
}
