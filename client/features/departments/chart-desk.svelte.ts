// What the rows of the chart share: what one may do, what is carried, and the requests that it ends in.
import type { Stores } from '../../client.svelte.ts'
import { attempt } from '../../shell/failure-words.ts'
import { FoldedIds } from '../../shell/folded-ids.svelte.ts'
import { toasts } from '../../ui/index.ts'
import type { Department } from '../../../shared/features/departments.ts'
import type { Team } from '../../../shared/features/teams.ts'
import { isWithin, mapOf } from './chart.ts'
import { t } from './words.ts'

type Carried = { department: Department } | { team: Team }

export class ChartDesk {
  readonly stores: Stores
  readonly folded = new FoldedIds('lockstep.folded-departments')
  /** What is dragged over the chart. */
  carried = $state.raw<Carried | null>(null)
  /** The department under it; null: above all of them, undefined: none. */
  over = $state<string | null>()
  edited = $state.raw<Department | null>(null)
  editing = $state(false)
  /** Where a new department goes. */
  place = $state<string | null>(null)
  doomed = $state.raw<Department | null>(null)
  asking = $state(false)
  placed = $state.raw<Team | null>(null)
  placing = $state(false)

  readonly mayChange: boolean = $derived.by(() => this.stores.session.can('department.update'))
  readonly mayCreate: boolean = $derived.by(() => this.stores.session.can('department.create'))
  readonly mayDelete: boolean = $derived.by(() => this.stores.session.can('department.delete'))

  constructor(stores: Stores) {
    this.stores = stores
  }

  /** Whether one may move the team from where it is. */
  mayMove({ id, departmentId }: Team): boolean {
    const { session } = this.stores
    return session.can('team.update', { teamId: id }) && (departmentId === null || session.can('team.place', { departmentId }))
  }

  /** Whether one may move the team from where it is, and put it there. */
  mayPlace(team: Team, to: string | null): boolean {
    const { session } = this.stores
    const mayGo = to === null ? session.can('team.leave_department') : session.can('team.place', { departmentId: to })
    return this.mayMove(team) && mayGo
  }

  mayDrop(target: string | null): boolean {
    const { carried } = this
    if (!carried) return false
    if ('team' in carried) return carried.team.departmentId !== target && this.mayPlace(carried.team, target)
    const { id, parentId } = carried.department
    return this.mayChange && parentId !== target && !isWithin(mapOf(this.stores.organizations.departments), target, id)
  }

  drop(target: string | null): void {
    const { carried } = this
    const may = this.mayDrop(target)
    this.carried = null
    this.over = undefined
    if (!carried || !may) return
    if ('team' in carried) void this.moveTeam(carried.team, target)
    else void this.moveDepartment(carried.department, target)
  }

  edit(department: Department | null, place: string | null = null): void {
    this.edited = department
    this.place = place
    this.editing = true
  }

  ask(department: Department): void {
    this.doomed = department
    this.asking = true
  }

  choosePlace(team: Team): void {
    this.placed = team
    this.placing = true
  }

  async moveDepartment({ id, name, parentId: before }: Department, parentId: string | null): Promise<void> {
    const move = (to: string | null) => attempt(t('notMoved', { name }), () =>
      this.stores.api.call('updateDepartment', { params: { departmentId: id }, body: { parentId: to } }))
    if (await move(parentId)) toasts.show({ text: this.#moved(name, parentId), undo: () => void move(before) })
  }

  async moveTeam(team: Team, departmentId: string | null): Promise<void> {
    const { id, name, departmentId: before } = team
    const move = (to: string | null) => attempt(t('notMoved', { name }), () =>
      this.stores.api.call('updateTeam', { params: { teamId: id }, body: { departmentId: to } }))
    if (!await move(departmentId)) return
    const mayUndo = this.mayPlace({ ...team, departmentId }, before)
    toasts.show({ text: this.#moved(name, departmentId), undo: mayUndo ? () => void move(before) : undefined })
  }

  #moved(name: string, to: string | null): string {
    const place = this.stores.organizations.department(to)?.name
    return place === undefined ? t('movedOut', { name }) : t('moved', { name, place })
  }
}
