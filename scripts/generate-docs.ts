// Writes the generated parts of the documents: the role x permission table, the data model, the security cases and the requirements. `npm run docs`.
// With --check it only tells whether they are true (CI).
import { readFileSync, writeFileSync } from 'node:fs'
import { dataModel } from './docs/data-model.ts'
import { permissionTable } from './docs/permission-table.ts'
import { requirementsTable } from './docs/requirements-table.ts'
import { securityTable } from './docs/security-cases.ts'

const parts: { file: string; name: string; text: string }[] = [
  { file: 'docs/authorization.md', name: 'permissions', text: permissionTable() },
  { file: 'docs/architecture.md', name: 'data-model', text: dataModel() },
  { file: 'docs/security.md', name: 'security-cases', text: securityTable() },
  { file: 'docs/requirements.md', name: 'requirements', text: requirementsTable() },
]

let stale = 0
for (const { file, name, text } of parts) {
  const before = readFileSync(file, 'utf8')
  const after = before.replace(new RegExp(`(<!-- ${name} -->)[\\s\\S]*(<!-- /${name} -->)`), (_, open: string, close: string) => `${open}\n${text}\n${close}`)
  if (after === before) continue
  stale += 1
  if (process.argv.includes('--check')) console.error(`${file}: the part "${name}" is not what the code says. Run: npm run docs`)
  else writeFileSync(file, after)
}
process.exit(stale > 0 && process.argv.includes('--check') ? 1 : 0)
