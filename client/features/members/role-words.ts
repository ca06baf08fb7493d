// The roles in words.
import { roles, type Role } from '../../../shared/permissions.ts'
import { t } from './words.ts'

export const roleName = (role: Role): string => t(`role.${role}`)

/** For a choice of roles, the most common first. */
export const roleOptions = () => [...roles].reverse().map((value) => ({ value, label: roleName(value), help: t(`roleHelp.${value}`) }))
