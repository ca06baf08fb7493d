// The workflow that new projects of the organization begin with: a list that is saved whole.
import { defaultWorkflow, type WorkflowStep } from '../../../shared/features/workflow.ts'
import type { Stores } from '../../client.svelte.ts'
import type { WorkflowDesk, WorkflowItem } from './workflow-desk.ts'
import { itemsOf, placed, stepsOf } from './workflow-steps.ts'

export class OrganizationWorkflow implements WorkflowDesk {
  readonly count = null
  readonly #stores: Stores
  /** As it was sent last: the same statuses keep their ids, so that rows and focus stay. */
  #sent: readonly WorkflowItem[] = []
  readonly #steps = $derived.by((): readonly WorkflowStep[] => this.#stores.organizations.organization?.defaultWorkflow ?? defaultWorkflow)
  readonly #items = $derived.by(() => (same(stepsOf(this.#sent), this.#steps) ? this.#sent : itemsOf(this.#steps)))

  constructor(stores: Stores) {
    this.#stores = stores
  }

  get items(): readonly WorkflowItem[] {
    return this.#items
  }

  /** Whether it is another than the usual one. */
  get isOwn(): boolean {
    return this.#stores.organizations.organization?.defaultWorkflow != null
  }

  save(item: WorkflowItem | null, fields: Omit<WorkflowItem, 'id' | 'archived'>): Promise<void> {
    if (!item) return this.#send([...this.items, { ...fields, id: crypto.randomUUID(), archived: false }])
    return this.#send(this.items.map((one) => (one.id === item.id ? { ...one, ...fields } : one)))
  }

  place(item: WorkflowItem, afterId: string | null): Promise<void> {
    return this.#send(placed(this.items, item, afterId))
  }

  archive(item: WorkflowItem, archived: boolean): Promise<void> {
    return this.#send(this.items.map((one) => (one.id === item.id ? { ...one, archived } : one)))
  }

  remove(item: WorkflowItem): Promise<void> {
    return this.#send(this.items.filter(({ id }) => id !== item.id))
  }

  /** Back to the usual one. */
  async reset(): Promise<void> {
    await this.#stores.api.call('updateOrganization', { body: { defaultWorkflow: null } })
  }

  async #send(items: readonly WorkflowItem[]): Promise<void> {
    this.#sent = items
    await this.#stores.api.call('updateOrganization', { body: { defaultWorkflow: stepsOf(items) } })
  }
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
