// Turns a run of a team's events into notifications: looks up what they are about, asks who hears of them, and writes one for each event and person.
import type { StreamEvent } from '../../../shared/streams.ts'
import { isTextReference } from '../../../shared/streams.ts'
import { readEventText } from '../../kernel/streams.ts'
import type { Work } from '../../kernel/work.ts'
import { readRightsOf } from '../../policy/access.ts'
import { causesOf, opened, type Cause, type Written } from './causes.ts'
import { readMuted, readNames, readPeopleNamed, readTaskFacts, readWriters, type TaskFacts } from './facts.ts'
import { concernedBy, mayHear, strongest, type Concern } from './recipients.ts'
import { writeNotifications, type Told } from './write-notifications.ts'

const MOST_DETAIL = 200

interface Happened { event: StreamEvent; causes: Cause[] }

/** Tells the members of a team what happened in it. */
export async function tellOf(work: Work, teamId: string, events: readonly StreamEvent[]): Promise<void> {
  const happened = events.flatMap((event) => opened(event).map((inner): Happened => ({ event, causes: causesOf(inner) }))).filter(({ causes }) => causes.length > 0)
  if (happened.length === 0) return
  const look = await lookUp(work, teamId, happened)
  const addressed = happened.flatMap((one) => addressees(one, look))
  const members = await readRightsOf(work.em, work.organizationId, addressed.map(({ memberId }) => memberId))
  const muted = await readMuted(work.em, work.organizationId, [...members.keys()])
  const told = addressed.flatMap(({ memberId, event, causes }) => {
    const cause = mayHear(members.get(memberId), teamId) ? strongest(causes, muted.get(memberId)) : undefined
    return cause ? [asTold(memberId, event, cause, teamId, look)] : []
  })
  await writeNotifications(work, told)
}

type Look = Awaited<ReturnType<typeof lookUp>>

async function lookUp({ em, organizationId }: Work, teamId: string, happened: readonly Happened[]) {
  const causes = happened.flatMap((one) => one.causes)
  const { stream } = happened[0]!.event
  const texts = await textsOf(causes, (id) => readEventText(em, organizationId, stream, id))
  const textOf = (written: Written) => (isTextReference(written) ? texts.get(written.$text) ?? '' : written)
  const talkedOf = causes.flatMap(({ circles, taskId }) => (circles.includes('talkers') && taskId !== null ? [taskId] : []))
  const statusIds = causes.flatMap(({ detail }) => ('statusId' in detail ? [detail.statusId] : []))
  return {
    textOf,
    tasks: await readTaskFacts(em, organizationId, teamId, causes.flatMap(({ taskId }) => taskId ?? [])),
    talkers: await readWriters(em, organizationId, 'comments', talkedOf),
    posters: await readWriters(em, organizationId, 'posts', causes.flatMap(({ postId }) => postId ?? [])),
    named: await readPeopleNamed(em, organizationId, causes.flatMap(({ words }) => (words ? [textOf(words.now)] : []))),
    statuses: await readNames(em, organizationId, 'statuses', statusIds),
    projects: await readNames(em, organizationId, 'projects', causes.flatMap(({ projectId, taskId }) => (taskId === null ? projectId ?? [] : []))),
    teams: await readNames(em, organizationId, 'teams', [teamId]),
    actors: await readNames(em, organizationId, 'memberships', happened.flatMap(({ event }) => event.actor.membershipId ?? [])),
  }
}

/** Long texts that left their events, by the id of their reference. */
async function textsOf(causes: Cause[], read: (id: string) => Promise<string | null>): Promise<Map<string, string>> {
  const written = causes.flatMap(({ words }) => (words ? [words.now, words.before] : [])).filter(isTextReference)
  const texts = new Map<string, string>()
  for (const { $text } of written) if (!texts.has($text)) texts.set($text, (await read($text)) ?? '')
  return texts
}

/** Everybody but its author whom an event concerns, with the ways in which it does. */
function addressees({ event, causes }: Happened, look: Look): { memberId: string; event: StreamEvent; causes: Concern[] }[] {
  const byMember = new Map<string, Concern[]>()
  for (const cause of causes) {
    for (const [id, concern] of concernedBy(cause, look, look.textOf)) {
      if (id !== event.actor.membershipId) byMember.set(id, [...byMember.get(id) ?? [], concern])
    }
  }
  return [...byMember].map(([memberId, own]) => ({ memberId, event, causes: own }))
}

function asTold(memberId: string, event: StreamEvent, cause: Cause, teamId: string, look: Look): Told {
  const task: TaskFacts | undefined = cause.taskId === null ? undefined : look.tasks.get(cause.taskId)
  const projectId = task?.projectId ?? cause.projectId
  const title = task?.title ?? (projectId ? look.projects.get(projectId) : look.teams.get(teamId)) ?? ''
  return {
    memberId, sourceId: event.type === 'batch.applied' ? event.correlationId : event.id, kind: cause.kind, teamId, projectId,
    taskId: task?.id ?? null, key: task?.key ?? null, title, detail: detailOf(cause, look), actor: actorOf(event, look), at: event.at,
  }
}

/** By their name as it is now: who was erased meanwhile has none any more. */
function actorOf({ actor }: StreamEvent, look: Look): StreamEvent['actor'] {
  return { ...actor, name: look.actors.get(actor.membershipId ?? '') ?? actor.name }
}

function detailOf({ detail }: Cause, look: Look): string {
  if ('statusId' in detail) return look.statuses.get(detail.statusId) ?? ''
  const text = 'text' in detail ? detail.text : look.textOf(detail.written)
  return text.length <= MOST_DETAIL ? text : `${[...text].slice(0, MOST_DETAIL).join('')}…`
}
