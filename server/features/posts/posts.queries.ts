// Reads a team's posts with their comments.
import { z } from 'zod'
import type { QueryOf } from '../../../shared/endpoint.ts'
import type { Post as PostResource, postEndpoints } from '../../../shared/features/posts.ts'
import { id, storableInstant } from '../../../shared/ids.ts'
import { decodeCursor, page } from '../../kernel/pages.ts'
import type { Work } from '../../kernel/work.ts'
import { loadTeam } from '../teams/load-team.ts'
import { Post, PostComment } from './post.entity.ts'
import { presentPost, presentPostComment } from './post.presenter.ts'

type Asked = QueryOf<typeof postEndpoints.listPosts>
export interface PostPage { items: PostResource[]; nextCursor: string | null }

const timeCursor = z.tuple([storableInstant, id])

/** A page of posts, newest first. */
export async function listPosts(work: Work, teamId: string, asked: Asked): Promise<PostPage> {
  await loadTeam(work, teamId, 'team.read')
  return readPosts(work, teamId, asked)
}

/** Of a team that the caller has authorized. */
export async function readPosts(work: Work, teamId: string, { limit, cursor }: Asked): Promise<PostPage> {
  const seen = decodeCursor(cursor, timeCursor)
  const before = seen ? { $or: [{ createdAt: { $lt: new Date(seen[0]) } }, { createdAt: new Date(seen[0]), id: { $lt: seen[1] } }] } : {}
  const posts = await work.em.find(
    Post, { $and: [{ team: { id: teamId } }, before] }, { orderBy: { createdAt: 'desc', id: 'desc' }, limit: limit + 1 },
  )
  const comments = await commentsOf(work, posts)
  return page(posts, limit, (post) => presentPost(post, comments.get(post.id) ?? []), (post) => [post.createdAt.toISOString(), post.id])
}

/** A post with its comments. */
export async function withComments(work: Work, post: Post): Promise<PostResource> {
  return presentPost(post, (await commentsOf(work, [post])).get(post.id) ?? [])
}

/** Oldest first. */
async function commentsOf(work: Work, posts: Post[]) {
  if (posts.length === 0) return new Map<string, never>()
  const rows = await work.em.find(
    PostComment, { post: { id: { $in: posts.map((post) => post.id) } } }, { orderBy: { createdAt: 'asc', id: 'asc' } },
  )
  return Map.groupBy(rows.map(presentPostComment), ({ postId }) => postId)
}
