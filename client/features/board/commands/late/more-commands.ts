// What is done less often: the timer, other columns, one field of many tasks.
import { exportFormats, type ExportFormat } from '../../../../../shared/features/exports.ts'
import type { BoardTask } from '../../../../../shared/features/tasks.ts'
import { overlay } from '../../../../shell/commands/overlay.svelte.ts'
import type { Command } from '../../../../shell/commands/commands.svelte.ts'
import { failureWords } from '../../../../shell/failure-words.ts'
import { announce, toasts } from '../../../../ui/index.ts'
import { t as ofBulk } from '../../../bulk/words.ts'
import { mayMakeTemplate, openSaveTemplate } from '../../../task-templates/save-template.ts'
import { templatesOf } from '../../../task-templates/templates.store.svelte.ts'
import { makeAndOpen } from '../../../task-templates/use-template.ts'
import { t as ofTemplates } from '../../../task-templates/words.ts'
import { saveTasks } from '../../../exports/save-tasks.ts'
import { t as ofExports } from '../../../exports/words.ts'
import { startTimer, stopTimer } from '../../../time/timer.ts'
import { lanesBy } from '../../../lanes/lane-choices.ts'
import { openMerge } from '../../../merges/open-merge.ts'
import { t as ofMerge } from '../../../merges/words.ts'
import { openTransfer } from '../../../transfers/open-transfer.ts'
import { t as ofTransfer } from '../../../transfers/words.ts'
import type { BoardScene } from '../../board.scene.svelte.ts'
import { groupableFields, groupByField, isGroupedBy } from '../../../custom-fields/group-entries.ts'
import { mayChangeSome } from '../../open-dialog.ts'
import { wholeFilter } from '../../../views/view-state.ts'
import { address } from '../../address.svelte.ts'
import { chooseGrouping } from '../../display.svelte.ts'
import type { Grouping } from '../../grouping.ts'
import { t as ofBoard } from '../../words.ts'
import { t } from './words.ts'

/** Of the board, and of the task that commands are about. */
export function moreCommands(scene: BoardScene, task: BoardTask | undefined): Command[] {
  return [
    ...(task && scene.selected.count < 2 ? [timerCommand(scene, task)] : []),
    ...(task ? [transferCommand(scene, scene.selected.with(task)), mergeCommand(scene, scene.selected.with(task))] : []),
    ...(task && scene.selected.count < 2 ? [saveTemplate(scene, task)] : []), ...(scene.isOfTeam ? [] : [newFromTemplate(scene)]), groupBy(scene), ...lanesBy(scene), ...exportShown(scene), ...changeField(),
  ]
}

function timerCommand(scene: BoardScene, task: BoardTask): Command {
  const { api, organizations } = scene.stores
  const runs = organizations.timer?.taskId === task.id
  const run = () => void (runs ? stopTimer({ api }) : startTimer(api, task.id)).catch((error: unknown) => toasts.error(failureWords(error)))
  return { id: 'task.timer', group: 'task', scope: 'task', words: t(runs ? 'timer.stop' : 'timer.start'), run,
    unavailable: runs || scene.can('time.log', task) ? undefined : t('timer.no') }
}

function transferCommand(scene: BoardScene, tasks: readonly BoardTask[]): Command {
  return { id: 'task.transfer', group: 'task', scope: 'task', words: ofTransfer('open'), run: () => void openTransfer(scene, tasks),
    unavailable: mayChangeSome(scene, tasks) ? undefined : ofTransfer('unavailable') }
}

function mergeCommand(scene: BoardScene, tasks: readonly BoardTask[]): Command {
  return { id: 'task.merge', group: 'task', scope: 'task', words: ofMerge('open'), run: () => void openMerge(scene, tasks),
    unavailable: mayChangeSome(scene, tasks) ? undefined : ofMerge('unavailable') }
}

function saveTemplate(scene: BoardScene, task: BoardTask): Command {
  return { id: 'task.template', group: 'task', scope: 'task', words: ofTemplates('save'), run: () => void openSaveTemplate(scene, [task]),
    unavailable: mayMakeTemplate(scene, task) ? undefined : ofTemplates('save.no') }
}

/** They are read when they are first asked for. */
function newFromTemplate(scene: BoardScene): Command {
  const id = 'new-from-template'
  const choices = (): Command[] => {
    const { items, isReady } = templatesOf(scene.stores, scene.store.projectId)
    const none = { id: `${id}.none`, group: 'create', scope: 'board', words: ofTemplates('new.none'), unavailable: ofTemplates('new.none'), run: () => {} } as const
    if (items.length === 0) return isReady ? [none] : []
    return items.map((template) => ({ id: `${id}.${template.id}`, group: 'create', scope: 'board', words: template.name, hint: template.title, run: () => makeAndOpen(scene, template) }))
  }
  return { id, group: 'create', scope: 'board', words: ofTemplates('new'), choices, run: () => overlay.showPalette(id), unavailable: scene.canCreate ? undefined : ofBoard('add.forbidden') }
}

function groupBy(scene: BoardScene): Command {
  const choose = (by: Grouping) => {
    chooseGrouping(scene.store.projectId, by)
    scene.adding = null
    announce(ofBoard('display.grouped', { by }), 'assertive')
  }
  const choice = { group: 'look', scope: 'board' } as const
  const choices = (): Command[] => [
    ...scene.groupings.map((by) => ({ ...choice, id: `board.group.${by}`, words: ofBoard(`display.group.${by}`), isSet: scene.grouping === by, run: () => choose(by) })),
    ...groupableFields(scene).map((field) => ({ ...choice, id: `board.group.${field.id}`, words: field.name, isSet: isGroupedBy(scene, field), run: () => groupByField(scene, field) })),
  ]
  return { id: 'board.group', group: 'look', scope: 'board', words: t('groupBy'), choices, run: () => overlay.showPalette('board.group') }
}

/** A table has its own, with its columns. */
function exportShown(scene: BoardScene): Command[] {
  if (scene.table) return []
  const { store: { projectId, view }, stores } = scene
  const save = (format: ExportFormat) => () => void saveTasks(stores, view?.project.name ?? projectId,
    { projectId, format, filter: wholeFilter(scene.filter, address.query, scene.meId) || undefined, sort: 'status' })
  const choices = (): Command[] => exportFormats.map((format) => ({ id: `board.export.${format}`, group: 'board', scope: 'board', words: ofExports(`as.${format}`), run: save(format) }))
  return [{ id: 'board.export', group: 'board', scope: 'board', words: ofExports('export'), choices, run: () => overlay.showPalette('board.export') }]
}

/** The bar of the selection has it. */
function changeField(): Command[] {
  const button = document.querySelector<HTMLElement>('[data-change-field] button')
  return button ? [{ id: 'board.change-field', group: 'board', scope: 'board', words: ofBulk('open'), run: () => button.click() }] : []
}
