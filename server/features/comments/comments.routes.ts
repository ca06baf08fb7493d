// The HTTP side of comments.
import { commentEndpoints as endpoints } from '../../../shared/features/comments.ts'
import { route, type Route } from '../../http/context.ts'
import { createComment, deleteComment, updateComment } from './comments.actions.ts'
import { listComments } from './comments.queries.ts'

export const commentRoutes: Route[] = [
  route(endpoints.listComments, (work, { params, query }) => listComments(work, params.taskId, query)),
  route(endpoints.createComment, (work, { params, body }) => createComment(work, params.taskId, body)),
  route(endpoints.updateComment, (work, { params, body }) => updateComment(work, params.commentId, body.body)),
  route(endpoints.deleteComment, (work, { params }) => deleteComment(work, params.commentId)),
]
