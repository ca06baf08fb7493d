// Lines of an archive on their way into the database: people, the organization, then table after table.
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { updateOrganization } from '../organizations/organizations.actions.ts'
import type { AscendingIds } from './ascending-ids.ts'
import { bringPeople, type BroughtPeople } from './bring-people.ts'
import { checkFormerKeys } from './check-former-keys.ts'
import { checkBlocks, checkParents } from './check-parents.ts'
import { TableWriter } from './insert-lines.ts'
import type { OrganizationLine } from './organization-line.ts'
import type { CheckedLine } from './read-archive.ts'
import { refused } from './refused.ts'
import { Restored } from './restored.ts'
import { archivedTables } from './tables.ts'

export class Bringing {
  readonly #work: Work
  readonly #persons: CheckedLine[] = []
  #people: BroughtPeople | undefined
  #restored: Restored | undefined
  #writer: TableWriter | undefined
  readonly #blocks: [number, number][] = []
  readonly #ids: AscendingIds
  readonly #files: number

  /** `ids`: those that its files have in the store already; `files`: how many came with their bytes. */
  constructor(work: Work, ids: AscendingIds, files: number) {
    this.#work = work
    this.#ids = ids
    this.#files = files
  }

  async take(line: CheckedLine): Promise<void> {
    const { type } = line.line
    if (type === 'people') this.#persons.push(line)
    else if (type === 'organization') await this.#begin(line)
    else await this.#add(line, type)
  }

  /** Throws 422 for what only all lines together show. */
  async finish(): Promise<BroughtPeople> {
    await this.#closeTable()
    if (!this.#people) throw refused('', 'incomplete', 'The line of the organization is missing.')
    const missing = this.#restored?.missing
    if (missing) throw refused(`/${missing}`, 'invalid_reference', `Lines name ${missing} that are not there.`)
    checkBlocks(this.#blocks)
    await checkFormerKeys(this.#work)
    return this.#people
  }

  /** Whoever imports becomes the admin of an organization like that one. */
  async #begin({ number, line }: CheckedLine): Promise<void> {
    if (this.#people) throw refused(`/lines/${number}`, 'duplicate', 'There is one organization in an archive.')
    this.#people = await bringPeople(this.#work, this.#persons)
    this.#restored = new Restored(this.#people.ids, this.#ids)
    const { type: _, ...settings } = line as unknown as OrganizationLine
    await updateOrganization(this.#work, settings, null)
    await this.#work.em.flush()
  }

  async #add(line: CheckedLine, type: string): Promise<void> {
    if (!this.#restored) throw refused(`/lines/${line.number}`, 'incomplete', 'The line of the organization comes first.')
    if (this.#writer?.table.name !== type) {
      await this.#closeTable()
      this.#writer = new TableWriter(this.#work, archivedTables.find(({ name }) => name === type)!, this.#restored)
    }
    if (type === 'task_links') this.#noteLink(line)
    if (type === 'files' && (line.line.n as number) > this.#files) throw refused(`/lines/${line.number}`, 'incomplete', 'The bytes of this file are not in the archive.')
    await this.#writer!.add(line)
  }

  /** Related tasks have no direction: the smaller one comes first. */
  #noteLink({ number, line }: CheckedLine): void {
    const { kind, fromTask, toTask } = line as unknown as { kind: string; fromTask: number; toTask: number }
    const fail = (detail: string) => refused(`/lines/${number}/toTask`, 'invalid_reference', detail)
    if (fromTask === toTask) throw fail('A task cannot be linked to itself.')
    if (kind === 'relates' && fromTask > toTask) throw fail('Of related tasks the smaller number comes first.')
    if (kind === 'blocks') this.#blocks.push([fromTask, toTask])
  }

  async #closeTable(): Promise<void> {
    await this.#writer?.flush()
    if (!this.#writer || !this.#restored || this.#writer.parents.length === 0) return
    const { table, parents } = this.#writer
    const restored = this.#restored
    checkParents(table.name, parents, restored)
    const rows = parents.map(([child, parent]) => ({ id: restored.idOf(table.name, child), parent: restored.idOf(table.name, parent) }))
    await query(
      this.#work.em,
      `update ${table.name} t set parent_id = v.parent from jsonb_to_recordset($2::text::jsonb) as v(id uuid, parent uuid)
      where t.organization_id = $1::uuid and t.id = v.id`,
      [this.#work.organizationId, JSON.stringify(rows)],
    )
  }
}
