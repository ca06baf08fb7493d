// Whether an organization is one that an archive can be brought into.
import { query } from '../../kernel/database.ts'
import { conflict } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'

/** Throws 409 where it has something. */
export async function refuseUnlessEmpty(work: Work): Promise<void> {
  const found = await readParts(work)
  if (!isEmpty(found)) throw notEmpty(found)
}

export const isEmptyOrganization = async (work: Work): Promise<boolean> => isEmpty(await readParts(work))

/** The same refusal for one that had something when the files of an archive were to be stored, whatever it has now. */
export const refuseFormerlyFull = async (work: Work): Promise<never> => {
  throw notEmpty(await readParts(work))
}

interface Parts { teams: number; departments: number; labels: number }

const notEmpty = (found: Parts) => conflict('organization_not_empty', 'An archive is brought into an organization without teams, departments and labels only. Make a new one for it.', { ...found })

const isEmpty = ({ teams, departments, labels }: Parts) => teams + departments + labels === 0

async function readParts({ em, organizationId }: Work): Promise<Parts> {
  const [found] = await query<Parts>(
    em,
    `select (select count(*)::int from teams where organization_id = $1::uuid) as teams, (select count(*)::int from departments where organization_id = $1::uuid) as departments,
      (select count(*)::int from labels where organization_id = $1::uuid) as labels`,
    [organizationId],
  )
  return found!
}
