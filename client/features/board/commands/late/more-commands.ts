// Commands that come after the board, since nobody needs them in its first moment.
import type { BoardTask } from '../../../../../shared/features/tasks.ts'
import { overlay } from '../../../../shell/commands/overlay.svelte.ts'
import type { Command } from '../../../../shell/commands/commands.svelte.ts'
import { failureWords } from '../../../../shell/failure-words.ts'
import { announce, toasts } from '../../../../ui/index.ts'
import { t as ofBulk } from '../../../bulk/words.ts'
import { startTimer, stopTimer } from '../../../time/timer.ts'
import type { BoardScene } from '../../board.scene.svelte.ts'
import { chooseGrouping } from '../../display.svelte.ts'
import { groupings, type Grouping } from '../../grouping.ts'
import { t as ofBoard } from '../../words.ts'
import { t } from './words.ts'

/** Of the board, and of the task that commands are about. */
export function moreCommands(scene: BoardScene, task: BoardTask | undefined): Command[] {
  return [
    ...(task && scene.selected.count < 2 ? [timerCommand(scene, task)] : []),
    groupBy(scene), ...changeField(),
  ]
}

function timerCommand(scene: BoardScene, task: BoardTask): Command {
  const { api, organizations } = scene.stores
  const runs = organizations.timer?.taskId === task.id
  const run = () => void (runs ? stopTimer(api) : startTimer(api, task.id)).catch((error: unknown) => toasts.error(failureWords(error)))
  return { id: 'task.timer', group: 'task', scope: 'task', words: t(runs ? 'timer.stop' : 'timer.start'), run,
    unavailable: runs || scene.can('time.log', task) ? undefined : t('timer.no') }
}

function groupBy(scene: BoardScene): Command {
  const choose = (by: Grouping) => {
    chooseGrouping(scene.store.projectId, by)
    scene.adding = null
    announce(ofBoard('display.grouped', { by }), 'assertive')
  }
  const choices = () => groupings.map((by): Command => ({
    id: `board.group.${by}`, group: 'look', scope: 'board', words: ofBoard(`display.group.${by}`), isSet: scene.grouping === by, run: () => choose(by),
  }))
  return { id: 'board.group', group: 'look', scope: 'board', words: t('groupBy'), choices, run: () => overlay.showPalette('board.group') }
}

/** The bar of the selection has it. */
function changeField(): Command[] {
  const button = document.querySelector<HTMLElement>('[data-change-field] button')
  return button ? [{ id: 'board.change-field', group: 'board', scope: 'board', words: ofBulk('open'), run: () => button.click() }] : []
}
