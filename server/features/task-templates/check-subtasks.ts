// Whom subtasks of a template name: people of the team, or whom one of them named before.
import type { TemplateSubtask } from '../../../shared/features/task-templates.ts'
import { invalidReference } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { findTeamMembers } from '../tasks/task-references.ts'

type Named = Pick<TemplateSubtask, 'assigneeIds'>
const peopleIn = (subtasks: readonly Named[]) => [...new Set(subtasks.flatMap(({ assigneeIds }) => assigneeIds))]

/** Throws 422 with the place of the first who is not of the team. */
export async function checkSubtasks(work: Work, teamId: string, subtasks: readonly Named[], before: readonly Named[]): Promise<void> {
  const stays = new Set(peopleIn(before))
  const added = peopleIn(subtasks).filter((id) => !stays.has(id))
  if (added.length === 0) return
  const members = await findTeamMembers(work, [teamId], added)
  for (const [at, { assigneeIds }] of subtasks.entries()) {
    const strange = assigneeIds.findIndex((id) => !stays.has(id) && !members.has(`${teamId} ${id}`))
    if (strange >= 0) throw invalidReference(`/subtasks/${at}/assigneeIds/${strange}`, 'This is not an active member of the team.')
  }
}
