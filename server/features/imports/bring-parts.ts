// What hangs on tasks that lines brought into a project that is there: checklists, comments, links on the web, and links between the tasks.
import type { PlannedLink, PlannedTask } from '../../../shared/trello/import-plan.ts'
import { teamStream } from '../../../shared/streams.ts'
import type { Work } from '../../kernel/work.ts'
import { countOwnParts } from '../tasks/count-own-parts.ts'
import { announceLinks, announceParts, type TaskPlace } from './import-events.ts'
import type { Progress } from './import-progress.ts'
import { linksOf, partsOf, type ImportedParts } from './import-rows.ts'
import { insertSteps, stepsOfParts } from './insert-steps.ts'

/** Tasks in the order of their lines, as they are by now. */
interface Brought { teamId: string; places: readonly TaskPlace[]; tasks: readonly PlannedTask[]; links: readonly PlannedLink[] }

/** Call it inside the batch that made the tasks. */
export async function bringParts(work: Work, { teamId, places, tasks, links }: Brought, progress: Progress): Promise<void> {
  const parts = tasks.map((task, index) => ({ place: places[index]!, ...partsOf(work, task, places[index]!.taskId) }))
  const between = linksOf(work, links, places.map(({ taskId }) => taskId))
  await insertSteps(work, stepsOfParts(parts, between), progress)
  await countOwnParts(work, parts.filter(hasParts).map(({ place }) => place.taskId))
  for (const { place, ...own } of parts) announceParts(work, teamStream(teamId), place, own)
  await announceLinks(work, teamStream(teamId), between, new Map(places.map((place) => [place.taskId, place])))
}

const hasParts = ({ checklists, comments, attachments }: ImportedParts) => checklists.length + comments.length + attachments.length > 0
