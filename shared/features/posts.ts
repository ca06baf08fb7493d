// Posts: updates that members write to their whole team, with comments below.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { event } from '../event.ts'
import { id, instant, text } from '../ids.ts'
import { listOf, listQuery } from '../lists.ts'

const words = (max: number) => text(max).refine((value) => value.trim() !== '', 'Write something')
const written = { authorId: id.nullable(), version: z.int(), createdAt: instant, updatedAt: instant }

export const postComment = z.strictObject({ id, postId: id, body: text(8_000), ...written })
export type PostComment = z.infer<typeof postComment>
export const post = z.strictObject({ id, teamId: id, body: text(20_000), ...written, comments: z.array(postComment) })
export type Post = z.infer<typeof post>

const ofTeam = z.strictObject({ teamId: id })
const one = z.strictObject({ postId: id })
const comment = z.strictObject({ commentId: id })
const postBody = z.strictObject({ body: words(20_000) })
const commentBody = z.strictObject({ body: words(8_000) })
const at = { tag: 'Posts', access: 'member' } as const
const write = { ...at, scope: 'teams:write' } as const

export const postEndpoints = {
  listPosts: endpoint({
    ...at, id: 'listPosts', method: 'GET', path: '/api/teams/{teamId}/posts', scope: 'teams:read', permission: 'team.read',
    summary: 'List a team\'s posts with their comments, newest first', params: ofTeam, query: z.strictObject(listQuery), status: 200,
    response: listOf(post),
  }),
  createPost: endpoint({
    ...write, id: 'createPost', method: 'POST', path: '/api/teams/{teamId}/posts', permission: 'post.create',
    summary: 'Write an update to the team', params: ofTeam, body: postBody, status: 201, response: post,
  }),
  updatePost: endpoint({
    ...write, id: 'updatePost', method: 'PATCH', path: '/api/posts/{postId}', permission: 'post.update', summary: 'Edit one\'s post',
    params: one, body: postBody, status: 200, response: post,
  }),
  deletePost: endpoint({
    ...write, id: 'deletePost', method: 'DELETE', path: '/api/posts/{postId}', permission: 'post.delete',
    summary: 'Delete a post with its comments: its author, the team\'s manager and admins', params: one, status: 204,
  }),
  createPostComment: endpoint({
    ...write, id: 'createPostComment', method: 'POST', path: '/api/posts/{postId}/comments', permission: 'post.create',
    summary: 'Comment on a post', params: one, body: commentBody, status: 201, response: postComment,
  }),
  updatePostComment: endpoint({
    ...write, id: 'updatePostComment', method: 'PATCH', path: '/api/post-comments/{commentId}', permission: 'post.update',
    summary: 'Edit one\'s comment on a post', params: comment, body: commentBody, status: 200, response: postComment,
  }),
  deletePostComment: endpoint({
    ...write, id: 'deletePostComment', method: 'DELETE', path: '/api/post-comments/{commentId}', permission: 'post.delete',
    summary: 'Delete a comment on a post', params: comment, status: 204,
  }),
}

const body = z.unknown().describe('Text, or a reference when long')
const changes = z.strictObject({ body: z.tuple([body, body]) })
const toldComment = z.strictObject({ ...postComment.shape, body })

export const postEvents = {
  postCreated: event({
    type: 'post.created', streams: ['team'], schema: 1, summary: 'A member wrote to the team',
    data: z.strictObject({ post: z.strictObject({ ...post.shape, body }) }),
  }),
  postUpdated: event({
    type: 'post.updated', streams: ['team'], schema: 1, summary: 'A post was edited',
    data: z.strictObject({ teamId: id, postId: id, version: z.int(), changes }),
  }),
  postDeleted: event({
    type: 'post.deleted', streams: ['team'], schema: 1, summary: 'A post was deleted with its comments',
    data: z.strictObject({ teamId: id, postId: id }),
  }),
  postCommentCreated: event({
    type: 'post_comment.created', streams: ['team'], schema: 1, summary: 'Somebody commented on a post',
    data: z.strictObject({ teamId: id, comment: toldComment }),
  }),
  postCommentUpdated: event({
    type: 'post_comment.updated', streams: ['team'], schema: 1, summary: 'A comment on a post was edited',
    data: z.strictObject({ teamId: id, postId: id, commentId: id, version: z.int(), changes }),
  }),
  postCommentDeleted: event({
    type: 'post_comment.deleted', streams: ['team'], schema: 1, summary: 'A comment on a post was deleted',
    data: z.strictObject({ teamId: id, postId: id, commentId: id, comment: toldComment.optional() }),
  }),
}
