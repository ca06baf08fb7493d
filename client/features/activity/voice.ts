// How a sentence is begun: by whom, about what, with the names that things have for the reader.
import { FORMER_MEMBER } from '../../../shared/former-member.ts'
import type { CustomField } from '../../../shared/features/custom-fields.ts'
import type { Part, Values } from '../../i18n/messages.ts'
import type { StreamEvent } from '../../../shared/streams.ts'
import { t, type Key } from './words.ts'

export interface Names {
  status(id: string): string
  member(id: string): string
  label(id: string): string
  /** A custom field; undefined where it is not there any more. */
  field(id: string): CustomField | undefined
  team(id: string): string
  /** A day as people read it. */
  day(instant: string): string
  /** The task whose panel shows the sentence: it is called "this" there. */
  taskId?: string
  /** Who reads: called "You". */
  meId?: string | null
}

/** A sentence, and how many changes it leaves out. */
export interface Told { parts: Part[]; more: number }

export interface Voice {
  readonly names: Names
  say(key: Key, values?: Values): Told
}

/** Events that were read before somebody was erased still have their name: it is not shown any more. */
export function calledNow({ membershipId, name }: StreamEvent['actor'], names: Pick<Names, 'member'>): StreamEvent['actor'] {
  return { membershipId, name: membershipId !== null && names.member(membershipId) === FORMER_MEMBER ? FORMER_MEMBER : name }
}

export function voiceOf(actorThen: StreamEvent['actor'], names: Names): Voice {
  const { membershipId, name } = calledNow(actorThen, names)
  const isMe = membershipId !== null && membershipId === names.meId
  const actor = { who: isMe ? 'you' : 'other', actor: name }
  return { names, say: (key, values) => ({ parts: t.parts(key, { ...actor, ...values }), more: 0 }) }
}

/** A message that stands around a sentence, with the sentence's parts in its place. */
export function around(key: 'more' | 'bulk.part' | 'undo.part', parts: readonly Part[], count: number): Part[] {
  const [before = '', after = ''] = t(key, { sentence: PLACE, count }).split(PLACE)
  return [before, ...parts, after].filter((part) => part !== '')
}

const PLACE = '\ufffc'
