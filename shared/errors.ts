// The stable error codes of the product, each with its HTTP status and title (RFC 9457 problem details).
import { z } from 'zod'

export const errorCodes = {
  malformed_json: [400, 'The body is not valid JSON'],
  bad_request: [400, 'The request cannot be understood'],
  unauthenticated: [401, 'Sign in first'],
  invalid_credentials: [401, 'E-mail or password is wrong'],
  session_ended: [401, 'The session has ended'],
  forbidden: [403, 'You may see this but not change it'],
  insufficient_scope: [403, 'The token lacks the scope'],
  bad_origin: [403, 'The request comes from another site'],
  not_found: [404, 'Not found'],
  method_not_allowed: [405, 'This address does not answer that method'],
  request_timeout: [408, 'The request came too slowly'],
  conflict: [409, 'The change conflicts with the present state'],
  version_conflict: [409, 'Somebody changed it first'],
  email_taken: [409, 'The address has an account already'],
  idempotency_in_flight: [409, 'The same request is still being worked on'],
  last_admin: [409, 'An organization needs at least one active admin'],
  already_member: [409, 'The person is a member already'],
  team_not_empty: [409, 'The team still has projects'],
  task_blocked: [409, 'Other tasks have to be finished first'],
  link_cycle: [409, 'Tasks would wait for each other'],
  undo_conflict: [409, 'Later changes stand in the way'],
  status_not_empty: [409, 'The status still has tasks'],
  wip_limit_reached: [409, 'The status is full'],
  transition_not_allowed: [409, 'The workflow does not allow this move'],
  values_in_use: [409, 'Tasks have values that would be lost'],
  name_taken: [409, 'The name is in use'],
  organization_not_empty: [409, 'The organization has content already'],
  time_approved: [409, 'The time is approved already'],
  storage_full: [409, 'The organization has no room for more files'],
  invitation_spent: [409, 'The invitation was used, withdrawn or has expired'],
  reset_spent: [409, 'The link was used, replaced or has expired'],
  reset_refused: [409, 'The password of this account cannot be reset here'],
  precondition_failed: [412, 'Somebody changed it first'],
  payload_too_large: [413, 'The body is too large'],
  unsupported_media_type: [415, 'Send JSON'],
  range_not_satisfiable: [416, 'The file has no such part'],
  validation_failed: [422, 'Some fields are wrong'],
  idempotency_mismatch: [422, 'The key was used for another request'],
  invalid_reference: [422, 'A field points at something that does not fit here'],
  weak_password: [422, 'The password is too easy to guess'],
  invalid_import: [422, 'The file cannot be imported'],
  invalid_picture: [422, 'The picture cannot be used'],
  not_undoable: [422, 'This cannot be taken back'],
  bulk_failed: [422, 'Nothing was changed: an operation failed'],
  rate_limited: [429, 'Too many requests'],
  internal: [500, 'Something went wrong on our side'],
  unavailable: [503, 'Busy, try again shortly'],
} as const satisfies Record<string, readonly [status: number, title: string]>

export type ErrorCode = keyof typeof errorCodes

/** One wrong place of the input. `pointer` is a JSON pointer (RFC 6901) into body, or `?name`, `{name}` for query and path. */
export const fieldError = z.strictObject({ pointer: z.string(), detail: z.string(), code: z.string() })

/** RFC 9457 problem details as this API sends them. `type` is `urn:lockstep:error:<code>`. */
export const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  traceId: z.string(),
  errors: z.array(fieldError).optional(),
  data: z.record(z.string(), z.unknown()).optional(),
})
export type FieldError = z.infer<typeof fieldError>
export type Problem = z.infer<typeof problem>
