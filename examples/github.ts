// Loads an archive of a GitHub repository's issues and pull requests into a team, through the public API. Run again, it goes on where it was.
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { inTurns } from './github/in-turns.ts'
import { boardTextOf, commentsOf, descriptionOf, idFor, issuesPlan, pullsPlan, type Archive, type Item, type Plan } from './github/archive.ts'
import { archiveTasks, createTasks, ensureLabels, ensureProject, existingTasks, writeComment, type Place } from './github/load.ts'
import { setting } from './request.ts'

/** So many tasks get their comments at the same time; those of one task follow each other. */
const AT_ONCE = 8

const path = process.argv[2]
if (!path) {
  console.error(`Usage: LOCKSTEP_TOKEN=... LOCKSTEP_TEAM=... node examples/github.ts <archive.json>`)
  process.exit(1)
}
const archive = JSON.parse(readFileSync(path, 'utf8')) as Archive
console.log(`${basename(path)}: ${archive.issues.length} issues, ${archive.pulls.length} pull requests of ${archive.repo}`)
for (const plan of [issuesPlan(archive), pullsPlan(archive)]) await load(plan)

async function load(plan: Plan): Promise<void> {
  const step = stopwatch()
  const place = await ensureProject(setting('LOCKSTEP_TEAM'), plan)
  const labels = await ensureLabels(place, plan.labels)
  step(`${plan.name}: ${labels.made} labels made, ${labels.ids.size - labels.made} were there`)
  const before = await existingTasks(place)
  const missing = plan.items.filter((item) => !before.has(taskIdOf(place, item)))
  await createTasks(missing.map((item) => ({
    op: 'create', id: taskIdOf(place, item), projectId: place.projectId, title: boardTextOf(item), description: descriptionOf(item),
    statusId: place.statusIds.get(plan.statusOf(item))!, labelIds: item.labels.flatMap((name) => labels.ids.get(name) ?? []),
    progress: plan.progressOf(item), dueAt: null, startAt: null, priority: 'none', assigneeIds: [],
  })))
  step(`${missing.length} tasks made, ${before.size} were there`)
  const counts = await addComments(plan.items, place, before)
  step(`${counts.made} comments made, ${counts.there} were there`)
  const old = plan.items.filter((item) => plan.isOld(item)).map((item) => taskIdOf(place, item))
  const archived = old.filter((id) => !before.get(id)?.archivedAt)
  await archiveTasks(archived)
  step(`${archived.length} tasks archived, ${old.length - archived.length} were`)
}

function taskIdOf({ projectId }: Place, { number }: Item): string {
  return idFor(projectId, 'task', number)
}

/** Only what a task still lacks is sent; comments of one task keep their order. */
async function addComments(items: Item[], place: Place, before: Map<string, { commentCount: number }>): Promise<{ made: number; there: number }> {
  const counts = { made: 0, there: 0 }
  await inTurns(items, AT_ONCE, async (item) => {
    const taskId = taskIdOf(place, item)
    const bodies = commentsOf(item)
    const there = Math.min(before.get(taskId)?.commentCount ?? 0, bodies.length)
    counts.there += there
    for (const [index, body] of bodies.entries()) {
      if (index >= there) counts[await writeComment(taskId, idFor(taskId, 'comment', index), body)] += 1
    }
  })
  return counts
}

function stopwatch(): (text: string) => void {
  let last = performance.now()
  return (text) => {
    console.log(`  ${text} (${((performance.now() - last) / 1000).toFixed(1)} s)`)
    last = performance.now()
  }
}
