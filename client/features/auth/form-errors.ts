// Turns what the server says of a form into words at its fields.
import { ApiError, NetworkError } from '../../lib/api-error.ts'

export interface FormProblem {
  /** By field name, from JSON pointers of one level. */
  fields: Record<string, string>
  /** What concerns no field; empty when every fault is at a field. */
  summary: string
}

const UNREACHABLE = 'The server cannot be reached. Your entries are kept. Try again in a moment.'

/** Places each fault at its field; `places` sends a code to a field that the server cannot know. */
export function formProblem(error: unknown, places: Record<string, string> = {}): FormProblem {
  if (error instanceof NetworkError) return { fields: {}, summary: UNREACHABLE }
  if (!(error instanceof ApiError)) throw error
  const place = places[error.code]
  if (place) return { fields: { [place]: error.message }, summary: '' }
  const fields = Object.fromEntries(error.fields.map(({ pointer, detail }) => [pointer.slice(1), detail]))
  return { fields, summary: error.fields.length > 0 ? '' : error.message }
}
