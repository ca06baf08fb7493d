// The connection in words.
import { expect, it } from 'vitest'
import { changeWords } from '../../../client/features/presence/change-words.ts'
import { connectionWords } from '../../../client/features/presence/connection-words.ts'

it('says the state, what is to go and what waits', () => {
  expect(connectionWords('live', 0, 0)).toEqual({ text: 'Live', tone: 'plain' })
  expect(connectionWords('live', 0, 3).text).toBe('3 changes waiting')
  expect(connectionWords('catching-up', 42, 0).text).toBe('Catching up, 42 to go')
  expect(connectionWords('offline', 0, 1)).toEqual({ text: 'Offline, 1 change waits', tone: 'danger' })
  expect(connectionWords('connecting', 0, 0).tone).toBe('warning')
})

it('names what waits by the task it is about', () => {
  const own = { key: 'k', name: 'moveTask', input: {}, membershipId: 'm', stream: 'team:x' as const, projectId: 'p',
    taskIds: ['t'], at: 0 }
  expect(changeWords(own, () => ({ key: 'WEB-77', title: 'x' }))).toBe('Move WEB-77')
  expect(changeWords({ ...own, taskIds: ['a', 'b'] }, () => undefined)).toBe('Move 2 tasks')
})
