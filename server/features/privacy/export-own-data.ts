// One's own data as a file that is written while it is sent: a page of rows is in memory, however much there is.
import { Readable } from 'node:stream'
import type { WrittenFile } from '../../../shared/endpoint.ts'
import { OWN_DATA_VERSION, ownDataLists, type OwnDataList } from '../../../shared/features/privacy.ts'
import { now } from '../../kernel/clock.ts'
import { systemCaller, type Kernel } from '../../kernel/transact.ts'
import type { Work } from '../../kernel/work.ts'
import type { UserMembership } from '../auth/users.queries.ts'
import { readOwnAccount, readOwnPage, readOwnPlace, type OwnAccount, type OwnPlace, type Row } from './own-data.queries.ts'

/** Each read of one's own organization is a transaction of its own, refused as soon as the session has ended. */
interface Asker { kernel: Kernel; read<T>(action: (work: Work) => Promise<T>): Promise<T> }
type Counts = Record<string, number>

/** Throws before the first byte for who may not; cut off where the session ends while it is sent. */
export async function exportOwnData(request: Asker): Promise<WrittenFile> {
  const account = await request.read((work) => readOwnAccount(work))
  const chunks = Readable.from(written(request, account), { objectMode: false })
  return { type: 'application/json', name: `my-data-${now().toISOString().slice(0, 10)}.json`, body: Readable.toWeb(chunks) as unknown as WrittenFile['body'] }
}

async function* written(request: Asker, { memberships, ...account }: OwnAccount): AsyncGenerator<string> {
  const total: Counts = { sessions: account.sessions.length }
  const head = { format: 'lockstep-own-data', version: OWN_DATA_VERSION, createdAt: now().toISOString(), ...account }
  yield `${JSON.stringify(head).slice(0, -1)},"organizations":[`
  let comma = ''
  for (const membership of memberships) {
    const read = readerOf(request, membership.organizationId)
    const place = await read((work) => readOwnPlace(work, membership.id))
    if (!place) continue
    yield comma
    yield* organization(read, membership, place, total)
    comma = ',\n'
  }
  yield `],"counts":${JSON.stringify(total)}}\n`
}

async function* organization(read: Asker['read'], { organizationId, organizationName }: UserMembership, place: OwnPlace, total: Counts): AsyncGenerator<string> {
  const counts: Counts = {}
  yield JSON.stringify({ id: organizationId, name: organizationName, member: place.member, settings: place.settings }).slice(0, -1)
  for (const list of ownDataLists) {
    yield `,"${list}":[`
    let comma = ''
    for await (const rows of pagesOf(read, list, place)) {
      counts[list] = (counts[list] ?? 0) + rows.length
      yield comma + rows.map((row) => JSON.stringify(row)).join(',\n')
      comma = ',\n'
    }
    counts[list] ??= 0
    total[list] = (total[list] ?? 0) + counts[list]
    yield ']'
  }
  yield `,"counts":${JSON.stringify(counts)}}`
}

async function* pagesOf(read: Asker['read'], list: OwnDataList, place: OwnPlace): AsyncGenerator<Row[]> {
  for (let after: string | null = null; ;) {
    const page = await read((work) => readOwnPage(work, list, place, after))
    if (page.rows.length > 0) yield page.rows
    if (page.next === null) return
    after = page.next
  }
}

/** In the other organizations of the account nobody is signed in: that the session holds is asked here. */
function readerOf(request: Asker, organizationId: string): Asker['read'] {
  return async (action) => {
    const here = await request.read(async (work) => (work.organizationId === organizationId ? { result: await action(work) } : null))
    return here ? here.result : request.kernel.read(systemCaller(organizationId), action)
  }
}
