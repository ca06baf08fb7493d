// What can be done in a table, for the palette and the help sheet. Its keys are handled in table-keys.ts.
import type { Command } from '../../shell/commands/commands.svelte.ts'
import { exportFormats } from '../../../shared/features/exports.ts'
import { overlay } from '../../shell/commands/overlay.svelte.ts'
import { select } from '../board/board-keys.ts'
import { t as ofExports } from '../exports/words.ts'
import { exportShown } from './export-shown.ts'
import type { TableGrid } from './table.svelte.ts'
import { t } from './words.ts'

export function tableCommands(table: TableGrid): Command[] {
  const { scene } = table
  const told = (name: string, words: string, ...keys: string[]): Command => ({
    id: `table.${name}`, group: 'board', scope: 'task', words, keys, isOnlyKeys: true, isOnlyTold: true, run: () => {},
  })
  return [
    told('go', t('key.go'), 'up', 'down', 'left', 'right'), told('edit', t('key.edit'), 'enter', 'f2'), told('open', t('key.open'), 'mod+enter'),
    told('empty', t('key.empty'), 'backspace'), told('copy', t('key.copy'), 'mod+c'), told('paste', t('key.paste'), 'mod+v'),
    told('select', t('key.select'), 'space'), told('extend', t('key.extend'), 'shift+up', 'shift+down'),
    told('column', t('key.column'), 'alt+left', 'alt+right'), told('add', t('key.add'), 'n'), told('width', t('key.width'), 'shift+left', 'shift+right'),
    { id: 'table.export', group: 'board', scope: 'board', words: ofExports('export'), run: () => overlay.showPalette('table.export'),
      choices: () => [false, true].flatMap((all) => exportFormats.map((format) => ({
        id: `table.export.${format}${all ? '.all' : ''}`, group: 'board' as const, scope: 'board' as const,
        words: all ? t('export.all', { format: ofExports(`as.${format}`) }) : ofExports(`as.${format}`), run: () => void exportShown(table, format, all),
      }))) },
    { id: 'task.select-column', group: 'task', scope: 'task', words: t('select.all'), keys: ['mod+a'],
      run: () => select(scene, () => scene.selected.addAll(table.everyId)) },
  ]
}
