// What the keys do in the panel of an open task.
import type { Command } from '../../shell/commands/commands.svelte.ts'
import { address } from '../board/address.svelte.ts'
import { copyLink } from '../board/board-actions.ts'
import { assignMe } from '../board/board-keys.ts'
import { copyKeys, whyNoKey } from '../board/commands/late/copy-keys.ts'
import { t as ofLate } from '../board/commands/late/words.ts'
import { t as ofWatching } from '../watchers/words.ts'
import { panelPlace } from './panel-place.svelte.ts'
import type { TaskDesk } from './task-desk.svelte.ts'
import { t as repeatWords } from '../recurrence/words.ts'
import { t } from './words.ts'

export interface PanelParts { content: () => HTMLElement | null; addProperty: (key: string) => boolean }

export function panelCommands(desk: TaskDesk, parts: PanelParts): Command[] {
  const key = (name: string, words: string, keys: string[], run: () => void, more: Partial<Command> = {}): Command =>
    ({ id: `panel.${name}`, group: 'task', scope: 'panel', words, keys, run, isOnlyKeys: true, ...more })
  const property = (name: string, words: string, letter: string) =>
    key(name, words, [letter], () => press(desk, `[data-property="${name}"]`) || parts.addProperty(letter))
  const more = (name: 'minutes' | 'points' | 'parent') =>
    key(name, t(`property.${name}`), [], () => press(desk, `[data-property="${name}"]`) || parts.addProperty(t(`property.${name}`)), { isOnlyKeys: false })
  return [
    key('next', t('keys.next'), ['j'], () => go(desk, parts, 'down'), { isOnlyKeys: false }),
    key('previous', t('keys.previous'), ['k'], () => go(desk, parts, 'up'), { isOnlyKeys: false }),
    key('page', address.isPage ? t('header.asPanel') : t('header.asPage'), ['o'], () => address.showPage(!address.isPage),
      { isOnlyKeys: false }),
    key('title', t('keys.title'), ['e'], () => press(desk, '[data-panel-title]')),
    key('comment', t('keys.comment'), ['m'], () => press(desk, '[data-composer]'), { isOnlyKeys: false }),
    property('status', t('property.status'), 's'), property('assignees', t('property.assignees'), 'a'),
    property('priority', t('property.priority'), 'p'), property('labels', t('property.labels'), 'l'),
    property('due', t('property.due'), 'd'), property('recurrence', repeatWords('keys'), 'r'), more('minutes'), more('points'), more('parent'),
    key('log', t('keys.log'), ['t'], () => press(desk, '[data-log-time]'), { isOnlyKeys: false }),
    key('assign-me', t('keys.assignMe'), ['i'], () => assignMe(desk.scene, [desk.task])),
    key('watch', ofWatching('watch'), ['w'], () => press(desk, '[data-watch]')),
    key('copy-link', t('header.copyLink'), ['y'], () => void copyLink(desk.scene, desk.task)),
    key('copy-key', ofLate('copyKey', { count: 1 }), ['shift+y'], () => void copyKeys([desk.task]), { unavailable: whyNoKey([desk.task]) }),
    key('back', t('panel.back'), ['escape'], () => (address.isPage ? address.showPage(false) : desk.scene.closeTask())),
  ]
}

/** The next task of the column; what was being read of the stream is read of its own. */
function go({ scene, task }: TaskDesk, { content }: PanelParts, to: 'up' | 'down'): void {
  const other = scene.store.task(scene.neighbour(task.id, to)?.taskId ?? '')
  if (!other) return
  panelPlace.keepStream(content())
  scene.open(other)
}

/** Presses or focuses what has a place in the panel; answers whether it is there. */
function press({ panel }: TaskDesk, selector: string): boolean {
  const target = panel?.querySelector<HTMLElement>(selector)
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement) target.focus()
  else target?.click()
  return Boolean(target)
}
