// Which members a search leaves, in the order of a column; the deactivated always come last.
import { locale } from '../../i18n/locale.svelte.ts'
import type { TableSort } from '../../ui/index.ts'
import type { Member } from '../../../shared/features/members.ts'
import { roles } from '../../../shared/permissions.ts'

const plain = (text: string) => text.normalize('NFKD').replace(/\p{Diacritic}/gu, '').toLocaleLowerCase()

export function membersShown(people: readonly Member[], typed: string, { key, direction }: TableSort): Member[] {
  const words = plain(typed).split(/\s+/).filter(Boolean)
  const { compare } = new Intl.Collator(locale.tag, { numeric: true })
  const turn = direction === 'ascending' ? 1 : -1
  const byColumn = (a: Member, b: Member) => {
    if (key === 'role') return roles.indexOf(a.role) - roles.indexOf(b.role)
    return key === 'email' ? compare(a.email ?? '', b.email ?? '') : compare(a.name, b.name)
  }
  return people
    .filter(({ name, email }) => words.every((word) => plain(`${name} ${email ?? ''}`).includes(word)))
    .toSorted((a, b) => Number(a.status === 'deactivated') - Number(b.status === 'deactivated')
      || turn * byColumn(a, b) || compare(a.name, b.name))
}
