// Where something happened, for lists that tell of several places: the project, the department or the team. Pure.
import { parseStream, type StreamEvent } from '../../../shared/streams.ts'
import type { Stores } from '../../client.svelte.ts'

export interface Whereabouts { id: string; name: string; href: string }

type Data = Record<string, unknown>
type Places = Pick<Stores['organizations'], 'project' | 'department' | 'team'>

/** Null where the reader is told nothing by it: it is not theirs to see, or is no more. */
export function whereabouts(event: StreamEvent, places: Places): Whereabouts | null {
  return projectIn(event, places) ?? departmentIn(event.data, places) ?? teamOf(event, places)
}

function projectIn({ type, data }: StreamEvent, places: Places): Whereabouts | null {
  const [first] = type === 'batch.applied' ? (data.events as { data: Data }[]) : [{ data }]
  const found = places.project(idIn(first?.data ?? {}, 'project') ?? '')
  return found ? { id: found.id, name: found.name, href: `/projects/${found.id}` } : null
}

function departmentIn(data: Data, places: Places): Whereabouts | null {
  const found = places.department(idIn(data, 'department'))
  return found ? { id: found.id, name: found.name, href: '/organization' } : null
}

function teamOf({ stream }: StreamEvent, places: Places): Whereabouts | null {
  const { kind, id } = parseStream(stream)!
  const found = kind === 'team' ? places.team(id) : undefined
  return found ? { id, name: found.name, href: `/teams/${id}` } : null
}

/** The id of a project or department that event data name: it, or what is part of it. */
function idIn(data: Data, kind: 'project' | 'department'): string | null {
  const inner = [data, ...Object.values(data)].filter((value) => value !== null && typeof value === 'object') as Data[]
  const part = inner.map((value) => value[`${kind}Id`]).find((value) => typeof value === 'string')
  return (part as string | undefined) ?? (data[kind] as { id?: string } | undefined)?.id ?? null
}
