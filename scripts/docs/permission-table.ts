// The role x permission table as Markdown, from shared/permissions.ts.
import { grants, permissions, roles, type Grant } from '../../shared/permissions.ts'

export function permissionTable(): string {
  const rows = Object.entries(permissions).map(([permission, row]) =>
    `| \`${permission}\` | ${roles.map((role) => (row[role] === 'never' ? '' : row[role])).join(' | ')} |`)
  const meanings = (Object.entries(grants) as [Grant, string][]).filter(([grant]) => grant !== 'never').map(([grant, meaning]) => `- **${grant}**: ${meaning}`)
  return [`| permission | ${roles.join(' | ')} |`, `| --- | ${roles.map(() => '---').join(' | ')} |`, ...rows, '', ...meanings].join('\n')
}
