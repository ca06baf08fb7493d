// The links of a duplicate go over to the kept task; what would bind merged tasks to each other, or be there twice, is taken off.
import type { TaskLink } from '../../../shared/features/links.ts'
import type { Work } from '../../kernel/work.ts'
import { deleteTaskLink, linkOnce, type LinkEnds } from '../links/links.actions.ts'
import { findLinks } from '../links/links.queries.ts'

/** Links the duplicate to the kept task, too. Returns how many links went over. */
export async function mergeLinks(work: Work, duplicateId: string, keptId: string, merged: ReadonlySet<string>): Promise<number> {
  let moved = 0
  for (const link of await findLinks(work, duplicateId)) {
    const otherId = link.fromTaskId === duplicateId ? link.toTaskId : link.fromTaskId
    if (otherId === keptId || merged.has(otherId)) {
      if (!isDuplicate(link, duplicateId, keptId) && link.kind !== 'relates') await deleteTaskLink(work, link.id)
      continue
    }
    await deleteTaskLink(work, link.id)
    if (await linkOnce(work, turned(link, duplicateId, keptId))) moved += 1
  }
  await linkOnce(work, { kind: 'duplicates', fromTaskId: duplicateId, toTaskId: keptId })
  return moved
}

const isDuplicate = ({ kind, fromTaskId, toTaskId }: LinkEnds, duplicateId: string, keptId: string) => kind === 'duplicates' && fromTaskId === duplicateId && toTaskId === keptId

/** Related tasks have no direction: the smaller id comes first. */
function turned({ kind, fromTaskId, toTaskId }: TaskLink, duplicateId: string, keptId: string): LinkEnds {
  const [from, to] = [fromTaskId, toTaskId].map((id) => (id === duplicateId ? keptId : id)) as [string, string]
  return kind === 'relates' && to < from ? { kind, fromTaskId: to, toTaskId: from } : { kind, fromTaskId: from, toTaskId: to }
}
