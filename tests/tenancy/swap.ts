// Tries one operation with another's ids: the answer must be that of an id that nobody has, and tell nothing of theirs.
import { randomUUID } from 'node:crypto'
import type { Endpoint } from '../../shared/endpoint.ts'
import { problem } from '../../shared/errors.ts'
import { call } from '../support/http.ts'
import type { World } from '../support/world.ts'
import type { Company } from './company.ts'
import { idsOf } from './company.ts'
import { requestsOf } from './fixtures.ts'
import { exchanged, placesIn, unknownLike, valueAt, type Sent } from './places.ts'

/** Who tries, with the company that they call their own, and what of the victim they must not learn. */
export interface Attacker {
  name: string
  token: string | null
  own: Company
  victim: Company
  /** Another organization: nothing at all is known. Otherwise what all members may know is left out. */
  foreign: boolean
  /** What makes the Idempotency-Keys of this run. */
  keys: string
  /** Is refused before ids are looked at, or may what another attacker may: tries the victim's whole requests only. */
  wholeOnly?: boolean
}

export interface Attempt { endpoint: string; place: string; attacker: string; fault: string; status: number }

interface Trial { place: string; foreign: Sent; unknown: Sent; probes: [string, string] }

export const inWords = ({ attacker, endpoint, place, fault }: Attempt) => `${attacker}, ${endpoint}, ${place}: ${fault}`

/** Every attempt of one attacker on one operation; `fault` is empty when all is well. */
export async function tryOperation(world: World, attacker: Attacker, endpoint: Endpoint): Promise<Attempt[]> {
  const attempts: Attempt[] = []
  for (const trial of trialsOf(attacker, endpoint)) {
    const foreign = await send(world, attacker, endpoint, trial.foreign)
    const unknown = await send(world, attacker, endpoint, trial.unknown)
    const fault = faultOf(attacker, endpoint, trial, foreign, unknown)
    attempts.push({ endpoint: endpoint.id, place: trial.place, attacker: attacker.name, fault, status: foreign.status })
  }
  return attempts
}

/** Each place once with one foreign id among own ones, and once the victim's whole request. */
function trialsOf(attacker: Attacker, endpoint: Endpoint): Trial[] {
  const [own, theirs] = [requestsOf(endpoint.id, attacker.own), requestsOf(endpoint.id, attacker.victim)]
  const trials = (attacker.wholeOnly ? [] : own).flatMap((request, index) => placesIn(endpoint, request)
    .filter(({ label, path }) => attacker.foreign || !isKnownToMembers(endpoint, label, valueAt(theirs[index]!, path)))
    .flatMap(({ label, path }) => exchanges(attacker, endpoint, request, label, path, valueAt(theirs[index]!, path))))
  return [...trials, ...theirs.flatMap((request, index) => wholeRequest(attacker, endpoint, request, index))]
}

function exchanges(attacker: Attacker, endpoint: Endpoint, own: Sent, place: string, path: (string | number)[], theirs: string): Trial[] {
  const value = attackingValue(attacker.victim, endpoint, place, theirs)
  const nobodys = unknownLike(value)
  const one = (among: boolean): Trial => ({
    place: among ? `${place} among own` : place, probes: [value, nobodys], foreign: exchanged(own, path, value, among), unknown: exchanged(own, path, nobodys, among),
  })
  return place.endsWith('/*') ? [one(false), one(true)] : [one(false)]
}

/** The victim's own request, against the same with ids that nobody has; writes also with a key that the victim used. */
function wholeRequest(attacker: Attacker, endpoint: Endpoint, theirs: Sent, index: number): Trial[] {
  if (endpoint.access === 'public') return []
  const places = placesIn(endpoint, theirs).filter(({ label, path }) => attacker.foreign || !isKnownToMembers(endpoint, label, valueAt(theirs, path)))
  if (places.length === 0) return []
  const nobodys = new Map(places.map(({ path }) => [valueAt(theirs, path), unknownLike(valueAt(theirs, path))]))
  const unknown = places.reduce((request, { path }) => exchanged(request, path, nobodys.get(valueAt(theirs, path))!), theirs)
  const trial: Trial = { place: 'whole request', foreign: theirs, unknown, probes: ['', ''] }
  const keyed = { ...trial, place: 'header/Idempotency-Key', foreign: withKey(theirs, keyOf(attacker.keys, endpoint, index)), unknown: withKey(unknown, randomUUID()) }
  return endpoint.method === 'GET' ? [trial] : [trial, keyed]
}

/** An Idempotency-Key for each request; the matrix takes those that the victim has used. */
export const keyOf = (keys: string, endpoint: Endpoint, index: number) => `${keys}-${endpoint.id}-${index}`
const withKey = (request: Sent, key: string): Sent => ({ ...request, headers: { 'Idempotency-Key': key } })

const isChosenByClient = (endpoint: Endpoint, place: string) => endpoint.method === 'POST' && /^body\/((.*\/create\/)?id|subtaskIds\/\*)$/.test(place)

/** An id that a client chooses is used up by the first attempt; of an invitation's token all but the secret can be known. */
function attackingValue(victim: Company, endpoint: Endpoint, place: string, theirs: string): string {
  if (isChosenByClient(endpoint, place)) return spareOf(victim, endpoint)
  return theirs.startsWith('invite_') ? victim.forgedInvitation() : theirs
}

function spareOf(victim: Company, { id }: Endpoint): string {
  if (id === 'createComment') return victim.spareComment()
  return id === 'createChecklist' ? victim.spareChecklist() : victim.spareTask()
}

/**
 * Members, departments, the organization and its stream, which cursors name too, are everybody's to see. Ids that a client chooses are unique in an organization,
 * so inside it one can be told that it is taken: it is a UUID that its maker drew.
 */
function isKnownToMembers(endpoint: Endpoint, label: string, value: string): boolean {
  return /\/(memberId|managerId|memberIds\/\*|assigneeId|createdById|assigneeIds\/\*|membershipId|departmentId|parentId|headId|organizationId|id|subtaskIds\/\*)$/.test(label) ||
    (label === 'params/stream' && value.startsWith('organization:')) || (['listMembers', 'listDepartments', 'listMemberActivity'].includes(endpoint.id) && label === 'query/cursor')
}

interface Got { status: number; body: unknown; text: string; replayed: boolean }

async function send(world: World, { token }: Attacker, endpoint: Endpoint, request: Sent): Promise<Got> {
  const { status, data, headers } = await call(world.url, token, endpoint, request as never)
  return { status, body: data, text: JSON.stringify(data) ?? '', replayed: headers.has('idempotent-replayed') }
}

function faultOf(attacker: Attacker, endpoint: Endpoint, trial: Trial, foreign: Got, unknown: Got): string {
  if (foreign.status !== unknown.status) return `answers ${foreign.status}, for an unknown id ${unknown.status}: ${foreign.text.slice(0, 300)} / ${unknown.text.slice(0, 300)}`
  if (foreign.status >= 500) return `answers ${foreign.status}: ${foreign.text}`
  if (foreign.replayed) return 'is answered with the victim\'s stored answer'
  const [theirs, nobodys] = [normal(foreign.text, trial.probes[0]), normal(unknown.text, trial.probes[1])]
  if (theirs !== nobodys && trial.probes[0] !== '') return `differs: ${theirs.slice(0, 1500)} / ${nobodys.slice(0, 1500)}`
  const leaked = leakOf(attacker, trial, foreign.text)
  if (leaked) return `tells ${leaked}: ${foreign.text.slice(0, 300)}`
  const schema = foreign.status >= 400 ? problem : endpoint.response
  const parsed = schema?.safeParse(foreign.body)
  return parsed && !parsed.success ? `is not as described: ${parsed.error.message}` : ''
}

/** What differs between any two answers, and the id that was sent, are taken out. */
function normal(text: string, probe: string): string {
  return (probe === '' ? text : text.replaceAll(probe, '<probe>'))
    .replaceAll(/"(traceId|correlationId|key|rank|access|refresh|token|url|id|taskId|epoch|email)":"[^"]*"/g, '"$1":"…"')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replaceAll(/"(number|version|offset)":\d+/g, '"$1":0')
}

function leakOf({ victim, foreign }: Attacker, { foreign: sent }: Trial, text: string): string | undefined {
  const given = JSON.stringify(sent)
  return [victim.marker, ...idsOf(victim, { whole: foreign })].find((secret) => text.includes(secret) && !given.includes(secret))
}
