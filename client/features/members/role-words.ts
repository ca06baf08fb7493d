// The roles in words.
import { roles, type Role } from '../../../shared/permissions.ts'

export const roleNames: Record<Role, string> = { admin: 'Admin', manager: 'Manager', employee: 'Employee' }

const roleHelp: Record<Role, string> = {
  admin: 'Sees and changes everything, and decides who may.',
  manager: 'Creates teams and runs the teams they manage.',
  employee: 'Works on tasks in the teams they belong to.',
}

/** For a choice of roles, the most common first. */
export const roleOptions = [...roles].reverse().map((value) => ({ value, label: roleNames[value],
  help: roleHelp[value] }))
