// Takes a change of a post or of a comment on one back, by the actions of posts: who wrote it rewrites it, back too.
import type { Post, PostComment } from '../../../shared/features/posts.ts'
import type { Work } from '../../kernel/work.ts'
import { deletePost, deletePostComment, loadPost, loadPostComment, restorePostComment, updatePost, updatePostComment } from '../posts/posts.actions.ts'
import { withComments } from '../posts/posts.queries.ts'
import { checkAsMade, fieldsBefore, turned, type Pairs } from './as-left.ts'
import type { PastChange } from './past-changes.ts'
import type { PlaceUndone } from './undo-places.ts'
import { changedSince } from './undo-refusal.ts'
import type { StandIns } from './undo-task-change.ts'

interface Told { post?: Post; postId?: string; comment?: PostComment; commentId?: string; changes?: Pairs }

export async function undoPostChange(work: Work, standIns: StandIns, past: PastChange): Promise<PlaceUndone> {
  const changes = past.type.startsWith('post.') ? await ofPost(work, standIns, past) : await ofComment(work, standIns, past)
  return { title: '', changes }
}

async function ofPost(work: Work, standIns: StandIns, { data }: PastChange): Promise<Pairs> {
  const { post: made, postId = made?.id, changes = {} } = data as Told
  const post = await loadPost(work, postId!, 'team.read')
  const present = { id: post.id, what: 'The post', fields: post }
  if (made) {
    checkAsMade(standIns, present, made, ['body'])
    // Comments would go with it.
    if ((await withComments(work, post)).comments.length > 0) throw changedSince(present.what)
    await deletePost(work, post.id)
    return { body: [made.body, null] }
  }
  await updatePost(work, post.id, fieldsBefore<{ body: string }>(standIns, present, changes).body)
  return turned(changes)
}

async function ofComment(work: Work, standIns: StandIns, { type, data }: PastChange): Promise<Pairs> {
  const { comment: told, commentId = told?.id, changes = {} } = data as Told
  if (type === 'post_comment.deleted') {
    await restorePostComment(work, told!)
    return { body: [null, told!.body] }
  }
  const { comment } = await loadPostComment(work, commentId!, 'team.read')
  const present = { id: comment.id, what: 'The comment on a post', fields: comment }
  if (told) {
    checkAsMade(standIns, present, told, ['body'])
    await deletePostComment(work, comment.id)
    return { body: [told.body, null] }
  }
  await updatePostComment(work, comment.id, fieldsBefore<{ body: string }>(standIns, present, changes).body)
  return turned(changes)
}
