// One chosen file is one import: however often it is sent, it carries the same key; what is chosen is read before anything is sent.
import { beforeAll, describe, expect, it } from 'vitest'
import type { Stores } from '../../../client/client.svelte.ts'
import { problemSentences } from '../../../client/shell/problems/words.ts'
import { TrelloImport } from '../../../client/features/imports/trello-import.svelte.ts'
import { Api } from '../../../client/lib/api.ts'
import type { ImportProgress } from '../../../shared/features/imports.ts'

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })
type Hear = (progress: ImportProgress) => void

/** The stores of a browser whose server is `answer`; keys and addresses of the imports that were sent, in order. */
function aBrowser(answer: (attempt: number, signal: AbortSignal | null) => Response | Promise<Response>) {
  const sent: { key: string | null; address: URL }[] = []
  const hearing = new Set<Hear>()
  const send = async (input: RequestInfo | URL, init?: RequestInit) => {
    sent.push({ key: new Headers(init?.headers).get('idempotency-key'), address: new URL(String(input)) })
    return answer(sent.length, init?.signal ?? null)
  }
  const api = new Api({ origin: 'http://test', fetch: send, tokens: { access: async () => 'token', renew: async () => null } })
  const socket = { on: (_: string, hear: Hear) => hearing.add(hear), off: (_: string, hear: Hear) => hearing.delete(hear) }
  const tell = (phase: ImportProgress['phase'], done = 0, total = 0) => {
    const importId = sent.at(-1)?.address.searchParams.get('importId') ?? ''
    for (const hear of hearing) hear({ importId, phase, done, total })
  }
  return { sent, tell, hearing, trello: new TrelloImport({ api, streams: { socket } } as unknown as Stores) }
}

const BOARD = { name: 'Board', lists: [{ id: 'l', name: 'To do' }], cards: [{ id: 'c', idList: 'l', name: 'One' }] }
const file = (content: BlobPart = JSON.stringify(BOARD), name = 'board.json') => new File([content], name)
const broken = () => json({ type: '', title: '', status: 500, code: 'internal', detail: 'It broke.', traceId: '' }, 500)
const untilAborted = (signal: AbortSignal | null) => new Promise<Response>((_, reject) => {
  if (signal?.aborted) reject(signal.reason as Error)
  signal?.addEventListener('abort', () => reject(signal.reason as Error))
})

beforeAll(() => problemSentences.load())

describe('importing', () => {
  it('a repetition of the same file has the same key, another file another one', async () => {
    const { sent, trello } = aBrowser((attempt) => (attempt === 1 ? broken() : json({ projectId: 'p' }, 201)))
    await trello.choose(file())
    await trello.run('team')
    expect([trello.phase, trello.refusal?.text]).toEqual(['preview', expect.stringMatching(/server failed/)])
    await trello.run('team')
    expect(trello.phase).toBe('done')
    await trello.choose(file())
    await trello.run('team')
    expect(sent).toHaveLength(3)
    expect(sent[0]!.key).toBeTruthy()
    expect(sent[1]!.key).toBe(sent[0]!.key)
    expect(sent[2]!.key).not.toBe(sent[0]!.key)
  })

  it('tells who is who, and another wish is another request', async () => {
    const { sent, trello } = aBrowser((attempt) => (attempt < 3 ? broken() : json({ projectId: 'p' }, 201)))
    await trello.choose(file())
    await trello.run('team')
    await trello.run('team', { Ann: 'm1' })
    expect(sent.map(({ address }) => address.searchParams.get('assign'))).toEqual([null, '{"Ann":"m1"}'])
    expect(sent[0]!.key).not.toBe(sent[1]!.key)
  })

  it('follows what the server tells of it, and of no other', async () => {
    const answer = Promise.withResolvers<Response>()
    const { tell, hearing, trello } = aBrowser(() => answer.promise)
    await trello.choose(file())
    const run = trello.run('team')
    await Promise.resolve()
    expect(trello.progress?.stage).toBe('uploading')
    await expect.poll(() => { tell('writing', 500, 2000); return [trello.progress?.stage, trello.progress?.done, trello.progress?.total] }).toEqual(['writing', 500, 2000])
    for (const hear of hearing) hear({ importId: 'another', phase: 'finishing', done: 0, total: 0 })
    expect(trello.progress?.stage).toBe('writing')
    answer.resolve(json({ projectId: 'p' }, 201))
    await run
    expect([trello.phase, hearing.size]).toEqual(['done', 0])
  })

  it('cancelled on the way out it is nowhere', async () => {
    const { trello } = aBrowser((_, signal) => untilAborted(signal))
    await trello.choose(file())
    const run = trello.run('team')
    trello.cancel()
    await run
    expect([trello.phase, trello.ending]).toEqual(['preview', 'cancelled'])
  })

  it.each([
    ['cancelled', 'preview', 10], ['done', 'done', 10],
    // The server spoke before the browser said that the last byte had left.
    ['cancelled', 'preview', 9], ['done', 'done', 9],
  ] as const)('called off while the server works it ends as the server says: %s, %s, after %i of 10 bytes', async (end, phase, sent) => {
    const { tell, trello } = aBrowser((attempt, signal) => (attempt === 1 ? untilAborted(signal) : json({ projectId: 'p' }, 201)))
    await trello.choose(file())
    const run = trello.run('team')
    trello.progress?.uploaded(sent, 10)
    await expect.poll(() => { tell('writing', 1, 2); return trello.progress?.stage }).toBe('writing')
    trello.cancel()
    expect(trello.phase).toBe('cancelling')
    tell(end)
    await run
    expect(trello.phase).toBe(phase)
  })

  it('can no longer be called off while it is being finished', async () => {
    const answer = Promise.withResolvers<Response>()
    const { tell, trello } = aBrowser(() => answer.promise)
    await trello.choose(file())
    const run = trello.run('team')
    await expect.poll(() => { tell('finishing'); return trello.progress?.isFinishing }).toBe(true)
    trello.cancel()
    expect(trello.phase).toBe('importing')
    answer.resolve(json({ projectId: 'p' }, 201))
    await run
  })
})

describe('choosing a file', () => {
  const bytes = (hex: string) => Uint8Array.from(hex.match(/../g)!, (pair) => Number.parseInt(pair, 16))
  const large = () => new Blob(['{', new Uint8Array(40 * 1024 * 1024)])
  const wrong: [name: string, content: () => BlobPart, fault: string][] = [
    ['photo.jpg', () => bytes('ffd8ffe000104a464946'), 'picture'], ['photo.heic', () => bytes('000000246674797068656963'), 'picture'],
    ['board.zip', () => bytes('504b030414000000'), 'archive'], ['board.pdf', () => bytes('255044462d312e37'), 'document'],
    ['jira.csv', () => 'Key,Summary,Status\nA-1,"One, two,Done\n', 'brokenTable'], ['jira.json', () => '{"issues":[{"key":"A-1"}],"total":1}', 'issues'],
    ['page.json', () => '<!doctype html><p>Sign in', 'webPage'], ['empty.json', () => '', 'empty'], ['notes.txt', () => 'Just some words', 'text'],
    ['cut.json', () => JSON.stringify(BOARD).slice(0, -9), 'broken'], ['card.json', () => '{"idList":"l","name":"One"}', 'card'],
    ['other.json', () => '{"tasks":[]}', 'foreign'], ['huge.json', large, 'tooLarge'], ['wide.json', () => bytes('fffe7b00'), 'utf16'],
  ]
  it.each(wrong)('%s is refused with what to do, and nothing is sent', async (name, content, fault) => {
    const { sent, trello } = aBrowser(() => json({}))
    await trello.choose(file(content(), name))
    expect([trello.phase, trello.refusal?.fault, sent.length]).toEqual(['source', fault, 0])
    expect(trello.refusal?.text).toContain(name)
    expect(trello.refusal?.advice).toMatch(/\.$/)
  })

  it('shows what a table would bring, and follows what its columns become', async () => {
    const { sent, trello } = aBrowser(() => json({ projectId: 'p' }, 201))
    await trello.choose(file('Key,Summary,Step\nA-1,"One, two",Done\n', 'jira.csv'))
    expect([trello.phase, trello.csv?.targets, trello.plan?.tasks[0]?.title, trello.plan?.name]).toEqual(['preview', ['key', 'title', 'ignore'], 'One, two', 'jira'])
    trello.mapColumn(2, 'status')
    expect(trello.plan?.statuses.map(({ name }) => name)).toEqual(['Done'])
    trello.mapColumn(2, 'title')
    expect([trello.csv?.targets, trello.plan?.tasks[0]?.title]).toEqual([['key', 'ignore', 'title'], 'Done'])
    trello.mapColumn(0, 'estimateMinutes')
    trello.mapColumn(1, 'estimateHours')
    expect(trello.csv?.targets, 'one estimate in time').toEqual(['ignore', 'estimateHours', 'title'])
    trello.mapColumn(0, 'key')
    trello.mapColumn(1, 'ignore')
    trello.mapColumn(2, 'ignore')
    expect([trello.plan, sent.length]).toEqual([null, 0])
  })

  it('reads tables in UTF-8 and as older spreadsheets write them', async () => {
    const csv = 'Summary;Status\nMühle;Läuft\n'
    const ofWindows = Uint8Array.from(csv, (character) => character.charCodeAt(0))
    for (const content of [csv, `\uFEFF${csv}`, ofWindows]) {
      const { trello } = aBrowser(() => json({}))
      await trello.choose(file(content, 'mill.csv'))
      expect([trello.csv?.table.headers, trello.plan?.tasks[0]?.title, trello.plan?.statuses[0]?.name]).toEqual([['Summary', 'Status'], 'Mühle', 'Läuft'])
    }
  })

  it('says where a damaged file breaks off', async () => {
    const { trello } = aBrowser(() => json({}))
    await trello.choose(file('{\n  "lists": [,]\n}'))
    expect(trello.refusal).toMatchObject({ fault: 'broken', detail: 'Line 2, column 13' })
  })

  it('shows what the board would bring', async () => {
    const { sent, trello } = aBrowser(() => json({}))
    await trello.choose(file())
    expect([trello.phase, trello.plan?.name, trello.plan?.counts.tasks.open, sent.length]).toEqual(['preview', 'Board', 1, 0])
  })

  it('brings in lines of JSON by their name or their first line, under the name of the file', async () => {
    const { sent, trello } = aBrowser(() => json({ projectId: 'p' }, 201))
    const lines = '{"title":"One","status":"To do"}\n{"title":"Two","labels":["Bug"]}\n'
    await trello.choose(file('{"title":"Alone"}', 'alone.ndjson'))
    expect([trello.refusal, trello.source, trello.plan?.name, trello.plan?.tasks.length]).toEqual([null, 'lines', 'alone', 1])
    await trello.choose(file(lines, 'tasks.json'))
    expect([trello.refusal, trello.source, trello.plan?.counts.tasks.open, trello.plan?.labels.length]).toEqual([null, 'lines', 2, 1])
    await trello.run('team')
    expect([sent[0]!.address.pathname, sent[0]!.address.searchParams.get('name'), sent[0]!.address.searchParams.get('teamId')]).toEqual(['/api/imports/ndjson', 'tasks', 'team'])
  })

  it('says which line and field of lines is wrong', async () => {
    const { sent, trello } = aBrowser(() => json({}))
    await trello.choose(file('{"title":"One"}\n{"title":"Two","due":"soon"}\n', 'tasks.ndjson'))
    expect([trello.phase, trello.refusal?.fault, trello.refusal?.detail]).toEqual(['source', 'brokenLine', 'Line 2: due is not written as it has to be'])
    await trello.choose(file('{"title":"One"}\nnothing\n', 'tasks.ndjson'))
    expect(trello.refusal?.detail).toBe('Line 2 is not written as it has to be')
    await trello.choose(file('{"title":"One","owner":"Ada"}\n{"status":"Done"}\n', 'tasks.ndjson'))
    expect(trello.refusal?.detail).toBe('Line 1: owner is no field of a task\nLine 2: title is missing or empty')
    expect(sent).toEqual([])
  })
})
