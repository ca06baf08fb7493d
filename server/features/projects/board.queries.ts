// Reads a project's board as one snapshot, written as JSON where it comes from (RT17).
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { boardDigest } from '../../../shared/board-digest.ts'
import type { ResponseOf } from '../../../shared/endpoint.ts'
import { board as boardSchema, type Board, type projectEndpoints } from '../../../shared/features/projects.ts'
import { organizationStream, teamStream, type StreamPosition } from '../../../shared/streams.ts'
import { TaggedJson } from '../../kernel/tagged-json.ts'
import type { Work } from '../../kernel/work.ts'
import { presentCustomField } from '../custom-fields/custom-field.presenter.ts'
import { fieldsOf } from '../custom-fields/custom-fields.queries.ts'
import { Label } from '../labels/label.entity.ts'
import { presentLabel } from '../labels/label.presenter.ts'
import { Membership } from '../members/membership.entity.ts'
import { presentMember } from '../members/member.presenter.ts'
import { milestonesOf } from '../milestones/milestones.queries.ts'
import { positionsOf } from '../streams/streams.queries.ts'
import { boardTasksJson } from '../tasks/board-tasks.queries.ts'
import { Status } from '../workflow/status.entity.ts'
import { presentStatus } from '../workflow/status.presenter.ts'
import { loadProject } from './load-project.ts'
import type { Project } from './project.entity.ts'
import { presentProject } from './project.presenter.ts'

/** Answers of a release that writes boards otherwise have other tags. */
const FORM = createHash('sha256').update(JSON.stringify(z.toJSONSchema(boardSchema, { unrepresentable: 'any' }))).digest('hex').slice(0, 8)

/** Every change of what a board shows is an event of its team's stream, or for members of the organization's: both positions name its state. */
const tagOf = (...positions: StreamPosition[]) => `W/"${[FORM, ...positions.map(({ epoch, offset }) => `${epoch}.${offset}`)].join('.')}"`

/** The board; without text, and without reading it, when `isHeld` knows the tag of its present state. */
export async function readTaggedBoard(work: Work, id: string, isHeld: (tag: string) => boolean): Promise<TaggedJson<Board>> {
  const { project, position, tag } = await findBoard(work, id)
  return new TaggedJson(tag, isHeld(tag) ? null : await boardJson(work, project, position))
}

export async function readBoard(work: Work, id: string): Promise<Board> {
  const { project, position } = await findBoard(work, id)
  return JSON.parse(await boardJson(work, project, position)) as Board
}

/** What the snapshot hashes to, as its JSON would be read. Slow: outside of transactions. */
export async function digestOf(board: Board): Promise<ResponseOf<typeof projectEndpoints.readBoardDigest>> {
  const { stream, offset, epoch } = board
  return { stream, offset, epoch, ...await boardDigest(board) }
}

async function findBoard(work: Work, id: string): Promise<{ project: Project; position: StreamPosition; tag: string }> {
  const project = await loadProject(work, id, 'task.read')
  const [position, people] = await positionsOf(work, [teamStream(project.team.id), organizationStream(work.organizationId)])
  return { project, position: position!, tag: tagOf(position!, people!) }
}

async function boardJson(work: Work, project: Project, position: StreamPosition): Promise<string> {
  const { id } = project
  const statuses = await work.em.find(Status, { project: { id } }, { orderBy: { rank: 'asc' } })
  const labels = await work.em.find(Label, { project: { id } }, { orderBy: { name: 'asc' } })
  const members = await work.em.find(Membership, {}, { orderBy: { id: 'asc' } })
  const tasks = await boardTasksJson(work, { id, key: project.key, teamId: project.team.id })
  const rest = JSON.stringify({
    project: presentProject(project), statuses: statuses.map(presentStatus), labels: labels.map(presentLabel), members: members.map(presentMember),
    milestones: await milestonesOf(work, id), customFields: (await fieldsOf(work, id)).map(presentCustomField), ...position,
  })
  return `${rest.slice(0, -1)},"tasks":${tasks}}`
}
