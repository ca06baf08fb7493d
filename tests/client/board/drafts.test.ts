// @vitest-environment jsdom
// Drafts: kept in the browser, forgotten at signing out.
import { expect, it } from 'vitest'
import { drafts } from '../../../client/features/board/drafts.ts'

it('are kept per place, and all forgotten at once with nothing else', () => {
  localStorage.setItem('lockstep.theme', 'dark')
  drafts.write('comment.1', 'Half a')
  drafts.write('description.2', 'sentence')
  expect(drafts.read('comment.1')).toBe('Half a')
  drafts.write('description.2', '')
  expect(drafts.read('description.2')).toBe('')
  drafts.clear()
  expect(drafts.read('comment.1')).toBe('')
  expect(localStorage.getItem('lockstep.theme')).toBe('dark')
})
