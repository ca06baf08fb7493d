// The security cases as a Markdown table, from tests/security/cases.ts.
import { securityCases } from '../../tests/security/cases.ts'

export function securityTable(): string {
  const rows = securityCases.map(({ id, what, criterion, shown, open }) => {
    const files = Object.keys(shown).map((file) => `\`${file.replace('tests/', '')}\``)
    return `| ${id} | ${what} | ${criterion} | ${files.join(', ')} | ${open ?? ''} |`
  })
  return ['| case | what is tried | passes when | shown by, in `tests/` | waits, or is shown otherwise |', '| --- | --- | --- | --- | --- |', ...rows].join('\n')
}
