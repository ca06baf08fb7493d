// What is wrong with an archive, with the line that is.
import { Problem } from '../../kernel/errors.ts'

export function refused(pointer: string, code: string, detail: string): Problem {
  return new Problem('invalid_import', detail, { errors: [{ pointer, detail, code }] })
}
