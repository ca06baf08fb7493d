// With each test file of the server: files share their process, so what one of them moved is put back after it.
import { afterAll, afterEach, expect, type TestContext } from 'vitest'
import { setClock } from '../../server/kernel/clock.ts'
import { notShownIn } from './verified-events.ts'

type File = TestContext['task']['file']

let file: File | undefined
afterEach(({ task }) => {
  file = task.file
})
/** Where only some of the tests ran, or one failed, nothing is said of what the file shows. */
afterAll(() => {
  if (file && isWhole(file)) expect(notShownIn(file.filepath), 'by tests/support/verified-in.ts').toEqual([])
})
afterAll(() => setClock())

const isWhole = ({ tasks }: Pick<File, 'tasks'>): boolean =>
  tasks.every((task) => ('tasks' in task ? isWhole(task) : task.result?.state === 'pass'))
