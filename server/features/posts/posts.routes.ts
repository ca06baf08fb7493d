// Routes of posts.
import { endpoints } from '../../../shared/index.ts'
import { route, type Route } from '../../http/context.ts'
import { createPost, createPostComment, deletePost, deletePostComment, updatePost, updatePostComment } from './posts.actions.ts'
import { listPosts } from './posts.queries.ts'

export const postRoutes: Route[] = [
  route(endpoints.listPosts, (work, { params, query }) => listPosts(work, params.teamId, query)),
  route(endpoints.createPost, (work, { params, body }) => createPost(work, params.teamId, body.body)),
  route(endpoints.updatePost, (work, { params, body }) => updatePost(work, params.postId, body.body)),
  route(endpoints.deletePost, (work, { params }) => deletePost(work, params.postId)),
  route(endpoints.createPostComment, (work, { params, body }) => createPostComment(work, params.postId, body.body)),
  route(endpoints.updatePostComment, (work, { params, body }) => updatePostComment(work, params.commentId, body.body)),
  route(endpoints.deletePostComment, (work, { params }) => deletePostComment(work, params.commentId)),
]
