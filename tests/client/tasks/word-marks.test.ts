// Two versions of a text beside each other, and the stream of comments and sentences.
import { expect, it } from 'vitest'
import type { StreamEvent } from '../../../shared/streams.ts'
import { deletionsIn, mergeStream } from '../../../client/features/tasks/merge-stream.ts'
import { wordMarks } from '../../../client/features/tasks/word-marks.ts'

it('marks the words that differ and keeps both texts whole', () => {
  const marks = wordMarks('Rename Proceed now', 'Rename Pay € now')!
  const text = (without: string) => marks.filter(({ kind }) => kind !== without).map((mark) => mark.text).join('')
  expect(text('added')).toBe('Rename Proceed now')
  expect(text('removed')).toBe('Rename Pay € now')
  expect(marks[0]).toEqual({ kind: 'same', text: 'Rename ' })
})

it('marks what was added to a text', () => {
  expect(wordMarks('Paint', 'Paint the fence')).toEqual([{ kind: 'same', text: 'Paint' }, { kind: 'added', text: ' the fence' }])
})

it('leaves very long texts whole, and those that share little', () => {
  const long = 'word '.repeat(2000)
  expect(wordMarks(long, `${long}more`)).toBeNull()
  expect(wordMarks('What I need', 'More than I can carry')).toBeNull()
  expect(wordMarks('', 'Mine')).toBeNull()
})

it('puts comments and sentences in one order of time', () => {
  const comment = (id: string, createdAt: string) =>
    ({ id, taskId: 't', authorId: null, importedAuthor: null, body: '', version: 1, createdAt, updatedAt: createdAt })
  const sentence = { id: 'e', actor: { membershipId: null, name: 'x' }, at: '2026-11-23T10:01:00.000Z', parts: [],
    events: [] }
  const rows = mergeStream([comment('b', '2026-11-23T10:02:00.000Z'), comment('a', '2026-11-23T10:00:00.000Z')],
    [sentence])
  expect(rows.map(({ id }) => id)).toEqual(['a', 'event-e', 'b'])

  const deletion = (offset: number, id: string) => ({ id: `event-${offset}`, type: 'comment.deleted', offset, actor: { membershipId: 'm', name: 'x' },
    data: { comment: comment(id, '2026-11-23T09:00:00.000Z') } }) as unknown as StreamEvent
  const gone = mergeStream([comment('a', '2026-11-23T10:00:00.000Z')], [], [deletion(3, 'c'), deletion(2, 'c'), deletion(1, 'a')])
  expect(gone.map((row) => (row.kind === 'deleted' ? row.eventId : row.id))).toEqual(['event-3', 'a'])
  const back = { type: 'batch.applied', offset: 2, data: { events: [{ type: 'comment.restored', data: deletion(0, 'c').data }] } } as unknown as StreamEvent
  expect(deletionsIn([deletion(3, 'c'), back, deletion(1, 'c'), deletion(1, 'd')]).map(({ offset }) => offset)).toEqual([3, 1])
})
