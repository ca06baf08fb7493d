// What changes posts and their comments. Who wrote one edits and deletes it, the team's manager deletes.
import { LockMode } from '@mikro-orm/core'
import type { Post as PostResource, PostComment as CommentResource } from '../../../shared/features/posts.ts'
import { events } from '../../../shared/index.ts'
import type { Permission } from '../../../shared/permissions.ts'
import { teamStream } from '../../../shared/streams.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { Membership } from '../members/membership.entity.ts'
import { idTaken } from '../tasks/task-rules.ts'
import { loadTeam } from '../teams/load-team.ts'
import { Team } from '../teams/team.entity.ts'
import { Post, PostComment } from './post.entity.ts'
import { presentPost, presentPostComment } from './post.presenter.ts'
import { withComments } from './posts.queries.ts'

export async function createPost(work: Work, teamId: string, body: string): Promise<PostResource> {
  await loadTeam(work, teamId, 'post.create')
  const team = work.em.getReference(Team, [work.organizationId, teamId], { wrapped: true })
  const post = work.em.create(Post, { ...written(work, body), team })
  await work.em.flush()
  const made = presentPost(post, [])
  work.append(teamStream(teamId), events.postCreated, { post: made })
  return made
}

/** The same text changes nothing. */
export async function updatePost(work: Work, postId: string, body: string): Promise<PostResource> {
  const post = await loadPost(work, postId, 'post.update')
  const before = post.body
  if (before === body) return withComments(work, post)
  work.em.assign(post, { body, version: post.version + 1, updatedAt: work.at })
  work.append(teamStream(post.team.id), events.postUpdated, { teamId: post.team.id, postId, version: post.version, changes: { body: [before, body] } })
  await work.em.flush()
  return withComments(work, post)
}

export async function deletePost(work: Work, postId: string): Promise<void> {
  const post = await loadPost(work, postId, 'post.delete')
  work.em.remove(post)
  work.append(teamStream(post.team.id), events.postDeleted, { teamId: post.team.id, postId })
}

export async function createPostComment(work: Work, postId: string, body: string): Promise<CommentResource> {
  const post = await loadPost(work, postId, 'post.create')
  const comment = work.em.create(PostComment, {
    ...written(work, body), post: work.em.getReference(Post, [work.organizationId, postId], { wrapped: true }),
  })
  await work.em.flush()
  const made = presentPostComment(comment)
  work.append(teamStream(post.team.id), events.postCommentCreated, { teamId: post.team.id, comment: made })
  return made
}

export async function updatePostComment(work: Work, commentId: string, body: string): Promise<CommentResource> {
  const { comment, teamId } = await loadPostComment(work, commentId, 'post.update')
  const before = comment.body
  if (before === body) return presentPostComment(comment)
  work.em.assign(comment, { body, version: comment.version + 1, updatedAt: work.at })
  work.append(teamStream(teamId), events.postCommentUpdated, {
    teamId, postId: comment.post.id, commentId, version: comment.version, changes: { body: [before, body] },
  })
  return presentPostComment(comment)
}

export async function deletePostComment(work: Work, commentId: string): Promise<void> {
  const { comment, teamId } = await loadPostComment(work, commentId, 'post.delete')
  work.em.remove(comment)
  work.append(teamStream(teamId), events.postCommentDeleted, {
    teamId, postId: comment.post.id, commentId, comment: presentPostComment(comment),
  })
}

/** Brings a deleted comment back as it was, without an author who left: whoever may delete it may. 409 when its id is in use. */
export async function restorePostComment(work: Work, { postId, authorId, createdAt, updatedAt, ...fields }: CommentResource): Promise<CommentResource> {
  const post = await loadPost(work, postId, 'team.read')
  authorize(work.actor, 'post.delete', { teamId: post.team.id, createdById: authorId })
  if (await work.em.findOne(PostComment, { id: fields.id })) throw idTaken()
  const author = authorId === null ? null : await work.em.findOne(Membership, { id: authorId })
  const comment = work.em.create(PostComment, {
    organizationId: work.organizationId, post: work.em.getReference(Post, [work.organizationId, postId], { wrapped: true }), author, ...fields,
    createdAt: new Date(createdAt), updatedAt: new Date(updatedAt),
  })
  await work.em.flush()
  const back = presentPostComment(comment)
  work.append(teamStream(post.team.id), events.postCommentCreated, { teamId: post.team.id, comment: back })
  return back
}

function written(work: Work, body: string) {
  const { organizationId, actor, at } = work
  const author = actor.membershipId ? work.em.getReference(Membership, [organizationId, actor.membershipId], { wrapped: true }) : null
  return { organizationId, author, body, version: 1, createdAt: at, updatedAt: at }
}

/** Locked: comments of a post that is being deleted wait, and find it gone. */
export async function loadPost(work: Work, postId: string, permission: Permission): Promise<Post> {
  const post = await work.em.findOne(Post, { id: postId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  if (!post) throw notFound()
  authorize(work.actor, permission, { teamId: post.team.id, createdById: post.author?.id ?? null })
  return post
}

export async function loadPostComment(work: Work, commentId: string, permission: Permission): Promise<{ comment: PostComment; teamId: string }> {
  const place = await work.em.findOne(PostComment, { id: commentId })
  if (!place) throw notFound()
  const post = await loadPost(work, place.post.id, 'team.read')
  const comment = await work.em.findOne(PostComment, { id: commentId }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true })
  if (!comment) throw notFound()
  authorize(work.actor, permission, { teamId: post.team.id, createdById: comment.author?.id ?? null })
  return { comment, teamId: post.team.id }
}
