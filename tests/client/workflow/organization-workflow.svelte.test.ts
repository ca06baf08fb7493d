// The organization's workflow while others change it and while one's own changes are on their way.
import { describe, expect, it } from 'vitest'
import { OrganizationWorkflow } from '../../../client/features/workflow/organization-workflow.svelte.ts'
import { Api } from '../../../client/lib/api.ts'
import type { Organization } from '../../../shared/features/organizations.ts'
import type { WorkflowStep } from '../../../shared/features/workflow.ts'
import { at, ids } from '../support/events.ts'

const step = (name: string): WorkflowStep => ({ name, category: 'todo', color: 'slate', archived: false, limit: null, next: null })
const anOrganization = (version: number, ...steps: WorkflowStep[]): Organization =>
  ({ id: ids.organization, name: 'Us', accent: 'slate', timezone: 'UTC', defaultWorkflow: steps, version, createdAt: at, updatedAt: at })

/** What the client knows, and a server that keeps the list and refuses another version. */
function aDesk() {
  const first = anOrganization(1, step('A'), step('B'), step('C'))
  const known = $state({ organization: first })
  const server = { organization: first }
  const api = new Api({
    origin: 'http://test', tokens: { access: () => Promise.resolve('token'), renew: () => Promise.resolve(null) },
    fetch: (_, init) => {
      const { version } = server.organization
      if (new Headers(init?.headers).get('If-Match') !== `"${version}"`) return Promise.resolve(refusal())
      const { defaultWorkflow } = JSON.parse(init!.body as string) as { defaultWorkflow: WorkflowStep[] }
      server.organization = anOrganization(version + 1, ...defaultWorkflow)
      return Promise.resolve(new Response(JSON.stringify(server.organization)))
    },
  })
  const desk = new OrganizationWorkflow({ api, organizations: known } as unknown as ConstructorParameters<typeof OrganizationWorkflow>[0])
  const item = (name: string) => desk.items.find((one) => one.name === name)!
  const other = (...steps: WorkflowStep[]) => (server.organization = anOrganization(server.organization.version + 1, ...steps))
  const names = () => server.organization.defaultWorkflow!.map(({ name }) => name)
  return { known, desk, item, other, names, server }
}

const refusal = () => new Response(
  JSON.stringify({ type: '', title: 'Stale', status: 412, code: 'precondition_failed', detail: 'If-Match', traceId: '' }), { status: 412 })

describe('the workflow of the organization', () => {
  it('takes quick changes one after the other, before any event came', async () => {
    const { desk, item, server } = aDesk()
    const [a, b] = [item('A'), item('B')]
    await Promise.all([desk.change(a, { name: 'First' }), desk.change(b, { limit: 3 }), desk.place(a, b.id), desk.archive(a, true)])
    expect(server.organization.defaultWorkflow).toEqual([{ ...step('B'), limit: 3 }, { ...step('First'), archived: true }, step('C')])
    expect(desk.items.slice(0, 2).map(({ id }) => id)).toEqual([b.id, a.id])
  })

  it('is not saved over what another saved that has not come yet', async () => {
    const { desk, item, other, names } = aDesk()
    other(step('B'), step('C'))
    await expect(desk.remove(item('B'))).rejects.toMatchObject({ code: 'precondition_failed' })
    expect(names()).toEqual(['B', 'C'])
  })

  it('changes the status that was meant, wherever another put it; none when it is not there any more', async () => {
    const { known, desk, item, other, names } = aDesk()
    const [a, b] = [item('A'), item('B')]
    known.organization = other(step('New'), step('C'), step('B'))
    await expect(desk.remove(a)).rejects.toMatchObject({ code: 'precondition_failed' })
    await desk.remove(b)
    expect(names()).toEqual(['New', 'C'])
  })
})
