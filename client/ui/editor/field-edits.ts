// Edits of a text area that its own undo knows.
import type { Draft } from './edits.ts'

export function draftOf(field: HTMLTextAreaElement): Draft {
  return { text: field.value, start: field.selectionStart, end: field.selectionEnd }
}

/** Replaces only what differs, as if it was typed. */
export function apply(field: HTMLTextAreaElement, next: Draft): void {
  const { from, to, put } = difference(field.value, next.text)
  field.focus({ preventScroll: true })
  field.setSelectionRange(from, to)
  if (to > from || put) {
    const typed = put ? document.execCommand('insertText', false, put) : document.execCommand('delete')
    if (!typed) {
      field.setRangeText(put, from, to, 'end')
      field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    }
  }
  field.setSelectionRange(next.start, next.end)
}

function difference(before: string, after: string): { from: number; to: number; put: string } {
  const most = Math.min(before.length, after.length)
  let from = 0
  while (from < most && before[from] === after[from]) from += 1
  let same = 0
  while (same < most - from && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1
  return { from, to: before.length - same, put: after.slice(from, after.length - same) }
}

const copied = [
  'boxSizing', 'width', 'paddingTop', 'paddingRight', 'paddingBottom', 'paddingLeft', 'fontFamily', 'fontSize', 'fontWeight',
  'lineHeight', 'letterSpacing', 'tabSize', 'direction', 'textAlign', 'overflowWrap',
] as const

/** Where a character stands inside the field's box, by a likeness of it. */
export function pointOf(field: HTMLTextAreaElement, index: number): { x: number; y: number } {
  const likeness = document.createElement('div')
  const style = getComputedStyle(field)
  for (const name of copied) likeness.style[name] = style[name]
  Object.assign(likeness.style, { position: 'absolute', visibility: 'hidden', whiteSpace: 'pre-wrap', top: '0', left: '0' })
  likeness.textContent = field.value.slice(0, index)
  const mark = likeness.appendChild(document.createElement('span'))
  mark.textContent = '@'
  document.body.append(likeness)
  const point = { x: mark.offsetLeft, y: mark.offsetTop + mark.offsetHeight - field.scrollTop }
  likeness.remove()
  return point
}
