// With each test file of the server: files share their process, so what one of them moved is put back after it.
import { afterAll } from 'vitest'
import { setClock } from '../../server/kernel/clock.ts'

afterAll(() => setClock())
