// Archives as tests take them, take them apart, and put them together again.
import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { isTar, TAR_END, tarHeader, tarPadding } from '../../../server/features/archive/tar.ts'
import { endpoints } from '../../../shared/index.ts'
import type { ArchiveHeader, ArchiveImported } from '../../../shared/features/archive.ts'
import type { Person } from '../../support/factories.ts'
import type { Answer } from '../../support/http.ts'
import type { World } from '../../support/world.ts'

export type Line = Record<string, unknown> & { type: string }

/** The archive as it is sent. Throws unless it is answered. */
export async function takeArchive(world: World, by: Pick<Person, 'token'>, { files = false }: { files?: boolean } = {}): Promise<Buffer<ArrayBuffer>> {
  const answer = await fetch(`${world.url}/api/organization/archive?files=${files}`, { headers: { authorization: `Bearer ${by.token}` } })
  if (answer.status !== 200) throw new Error(`The archive answered ${answer.status}: ${await answer.text()}`)
  return Buffer.from(await answer.arrayBuffer())
}

export function linesOf(archive: Uint8Array): { header: ArchiveHeader; lines: Line[] } {
  const [header, ...lines] = gunzipSync(isTar(archive) ? partsOf(archive)[0]!.bytes : archive).toString().trimEnd().split('\n').map((line) => JSON.parse(line) as unknown)
  return { header: header as ArchiveHeader, lines: lines as Line[] }
}

/** An archive of these lines, whose counts and hash fit them. */
export function archiveOf(lines: readonly (Line | string)[], header: Partial<ArchiveHeader> = {}): Buffer<ArrayBuffer> {
  const texts = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))
  const typeOf = (line: Line | string) => (typeof line === 'string' ? 'none' : line.type)
  const counts: Record<string, number> = {}
  for (const line of lines) if (typeOf(line) !== 'organization') counts[typeOf(line)] = (counts[typeOf(line)] ?? 0) + 1
  const content = texts.filter((_, index) => typeOf(lines[index]!) !== 'people')
  const hash = createHash('sha256').update(content.map((text) => `${text}\n`).join('')).digest('hex')
  const first = { format: 'lockstep-archive', version: 1, organization: 'Made by hand', createdAt: '2026-11-26T10:00:00.000Z', counts, hash, ...header }
  return Buffer.from(gzipSync([JSON.stringify(first), ...texts].map((text) => `${text}\n`).join('')))
}

export interface TarPart { name: string; bytes: Uint8Array }

/** What is in an archive with files, as it says it. */
export function partsOf(tar: Uint8Array): TarPart[] {
  const parts: TarPart[] = []
  for (let at = 0; tar[at]; ) {
    const field = (from: number, length: number) => Buffer.from(tar.subarray(at + from, at + from + length)).toString('latin1').replace(/\0.*$/s, '')
    const size = Number.parseInt(field(124, 12), 8)
    parts.push({ name: field(0, 100), bytes: tar.subarray(at + 512, at + 512 + size) })
    at += 512 + Math.ceil(size / 512) * 512
  }
  return parts
}

/** An archive of these lines with these files behind them, whatever the lines say of them. */
export const archiveWith = (lines: Uint8Array, files: readonly Uint8Array[]): Buffer<ArrayBuffer> =>
  tarOf([{ name: 'content.ndjson.gz', bytes: lines }, ...files.map((bytes, index) => ({ name: `files/${index + 1}`, bytes }))])

export const tarOf = (parts: readonly TarPart[]): Buffer<ArrayBuffer> => Buffer.from(Buffer.concat([
  ...parts.flatMap(({ name, bytes }) => [tarHeader(name, bytes.length, new Date(0)), bytes, tarPadding(bytes.length)]), TAR_END,
]))

export const bring = (by: Person, bytes: Uint8Array<ArrayBuffer>, query: { dryRun?: 'true' } = {}): Promise<Answer<ArchiveImported>> =>
  by.call(endpoints.importArchive, { bytes, query })
