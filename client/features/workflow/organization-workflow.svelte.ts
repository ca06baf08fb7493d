// The workflow that new projects of the organization begin with: a list that is saved whole, on the version that it was read at.
import { defaultWorkflow } from '../../../shared/features/workflow.ts'
import type { Organization } from '../../../shared/features/organizations.ts'
import type { Stores } from '../../client.svelte.ts'
import { ApiError } from '../../lib/api-error.ts'
import { toasts } from '../../ui/index.ts'
import type { SayDone, WorkflowDesk, WorkflowFields, WorkflowItem } from './workflow-desk.ts'
import { itemsOf, placed, stepsOf } from './workflow-steps.ts'

type Items = readonly WorkflowItem[]

export class OrganizationWorkflow implements WorkflowDesk {
  readonly count = null
  readonly #stores: Pick<Stores, 'api' | 'organizations'>
  /** The organization as the last change answered it, until the store has it, too. */
  #answered = $state.raw<Organization | null>(null)
  readonly #organization = $derived.by(() => newer(this.#answered, this.#stores.organizations.organization))
  /** As they were shown or sent last, so that statuses keep their ids. */
  #known: Items = []
  readonly #items = $derived.by(() => (this.#known = itemsOf(this.#organization?.defaultWorkflow ?? defaultWorkflow, this.#known)))
  #last: Promise<unknown> = Promise.resolve()

  constructor(stores: Pick<Stores, 'api' | 'organizations'>) {
    this.#stores = stores
  }

  get items(): Items {
    return this.#items
  }

  /** Whether it is another than the usual one. */
  get isOwn(): boolean {
    return this.#organization?.defaultWorkflow != null
  }

  add(fields: WorkflowFields): Promise<SayDone> {
    return this.#change((items) => [...items, { ...fields, id: crypto.randomUUID(), archived: false }]).then(() => say)
  }

  change(item: WorkflowItem, fields: Partial<WorkflowFields>): Promise<SayDone> {
    return this.#set(item, fields).then(() => say)
  }

  place(item: WorkflowItem, afterId: string | null): Promise<void> {
    return this.#change((items) => placed(items, present(items, item.id), afterId && present(items, afterId).id))
  }

  archive(item: WorkflowItem, archived: boolean): Promise<void> {
    return this.#set(item, { archived })
  }

  remove(item: WorkflowItem): Promise<SayDone> {
    return this.#change((items) => items.filter((one) => one !== present(items, item.id))).then(() => say)
  }

  /** Back to the usual one. */
  reset(): Promise<void> {
    return this.#change(() => null)
  }

  #set({ id }: WorkflowItem, fields: Partial<WorkflowItem>): Promise<void> {
    return this.#change((items) => items.map((one) => (one === present(items, id) ? { ...one, ...fields } : one)))
  }

  /** One after the other, each on what the one before was answered: none takes another away. */
  #change(change: (items: Items) => Items | null): Promise<void> {
    const done = this.#last.then(() => this.#send(change(this.items)))
    this.#last = done.catch(() => {})
    return done
  }

  /** Null is the usual one. 412 when somebody else changed the organization since it was read. */
  async #send(items: Items | null): Promise<void> {
    const shown = this.#known
    if (items) this.#known = items
    try {
      const body = { defaultWorkflow: items && stepsOf(items) }
      const ifMatch = this.#organization?.version
      this.#answered = (await this.#stores.api.call('updateOrganization', { body, ...(ifMatch !== undefined && { ifMatch }) })).data
    } catch (error) {
      if (this.#known === items) this.#known = shown
      throw error instanceof ApiError && error.code === 'precondition_failed' ? stale() : error
    }
  }
}

const say: SayDone = (text) => toasts.show({ text })

const newer = (a: Organization | null, b: Organization | null) => (a && a.version > (b?.version ?? 0) ? a : b)

/** The item as it is now. Throws when another took it away or named it anew: it is not to be told which one is meant. */
function present(items: Items, id: string): WorkflowItem {
  const item = items.find((one) => one.id === id)
  if (!item) throw stale()
  return item
}

/** Without the server's detail, which is about the header. */
const stale = () => new ApiError(
  { type: 'about:blank', title: 'Somebody changed it first', status: 412, code: 'precondition_failed', detail: '', traceId: '' })
