// Checklists of a task that the server did not take: kept in this browser with their items until they are made or discarded.
import { drafts } from '../board/drafts.ts'

export interface Unmade { title: string; items: readonly string[] }

export class UnmadeChecklists {
  lists = $state.raw<readonly Unmade[]>([])
  readonly #slot: string

  constructor(meId: string | null, taskId: string) {
    this.#slot = `checklists:${meId}:${taskId}`
    this.lists = read(drafts.read(this.#slot))
  }

  keep(list: Unmade): void {
    this.#set([...this.lists, list])
  }

  drop(list: Unmade): void {
    this.#set(this.lists.filter((one) => one !== list))
  }

  #set(lists: readonly Unmade[]): void {
    this.lists = lists
    // Titles and items are single lines.
    drafts.write(this.#slot, lists.map(({ title, items }) => [title, ...items].join('\n')).join('\n\n'))
  }
}

function read(kept: string): Unmade[] {
  return kept.split('\n\n').filter(Boolean).map((block) => {
    const [title = '', ...items] = block.split('\n')
    return { title, items }
  })
}
