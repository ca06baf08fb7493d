// Users as the API shows them.
import type { User as UserResource } from '../../../shared/features/auth.ts'
import type { UserRow } from './users.queries.ts'

/** A user without anything that is nobody's business. */
export const presentUser = ({
  id,
  email,
  name,
  phone,
  dateOfBirth,
  timezone,
  picture,
  createdAt,
}: UserRow): UserResource => ({ id, email, name, phone, dateOfBirth, timezone, picture, createdAt })
