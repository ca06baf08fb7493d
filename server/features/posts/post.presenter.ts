// Posts and their comments as the API shows them.
import type { Post as PostResource, PostComment as CommentResource } from '../../../shared/features/posts.ts'
import type { Post, PostComment } from './post.entity.ts'

export function presentPost({ id, team, body, ...rest }: Post, comments: CommentResource[]): PostResource {
  return { id, teamId: team.id, body, ...written(rest), comments }
}

export function presentPostComment({ id, post, body, ...rest }: PostComment): CommentResource {
  return { id, postId: post.id, body, ...written(rest) }
}

const written = ({ author, version, createdAt, updatedAt }: Pick<Post, 'author' | 'version' | 'createdAt' | 'updatedAt'>) =>
  ({ authorId: author?.id ?? null, version, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() })
