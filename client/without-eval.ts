// Tells zod not to try `new Function`: our content security policy forbids it, and each try is reported as a violation.
import { z } from 'zod'

z.config({ jitless: true })
