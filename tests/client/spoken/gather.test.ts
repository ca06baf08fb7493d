// What others do, as one sentence every 3 s.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { mergedSentence, SPOKEN_EVERY, SpeechGather, type Heard } from '../../../client/features/spoken/gather.ts'

const heard = (name: string, deed = 'moved', status = 'Done'): Heard => ({ name, deed, status, sentence: `${name} ${deed} WEB-1.` })
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('others\' changes', () => {
  it('are told one by one, by deed, by person, and by number', () => {
    expect(mergedSentence([heard('Mira')])).toBe('Mira moved WEB-1.')
    expect(mergedSentence(Array(6).fill(heard('Mira')) as Heard[])).toBe('Mira moved 6 tasks to Done.')
    expect(mergedSentence([heard('Mira'), heard('Mira', 'moved', 'Review')])).toBe('Mira made 2 changes.')
    expect(mergedSentence([heard('Mira'), heard('Mira', 'renamed')])).toBe('Mira made 2 changes.')
    expect(mergedSentence([heard('Mira'), heard('Tove'), heard('Ade')])).toBe('3 people made 3 changes.')
    expect(mergedSentence([])).toBe('')
  })

  it('are spoken at once, then gathered: one sentence in 3 s', () => {
    const spoken: string[] = []
    const gather = new SpeechGather((sentence) => spoken.push(sentence))
    gather.add([heard('Mira')])
    for (let count = 0; count < 5; count += 1) {
      vi.advanceTimersByTime(500)
      gather.add([heard('Mira')])
    }
    expect(spoken).toEqual(['Mira moved WEB-1.'])
    vi.advanceTimersByTime(SPOKEN_EVERY)
    expect(spoken).toEqual(['Mira moved WEB-1.', 'Mira moved 5 tasks to Done.'])
    gather.add([heard('Tove')])
    gather.stop()
    vi.advanceTimersByTime(2 * SPOKEN_EVERY)
    expect(spoken).toHaveLength(2)
  })
})
