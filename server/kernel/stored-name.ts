// Names of stored files: `<organization>/<file>/<which>`, all of the product's own making.
const [NAME, ORGANIZATION] = [/^[0-9a-f-]{36}\/[0-9a-f-]{36}\/[a-z]+$/, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/]

/** The name as it is. Throws on any other: nothing that climbs out of the store gets this far, and if it does, it ends here. */
export function checkedName(name: string): string {
  if (!NAME.test(name)) throw new Error(`No name of a stored file: ${name.slice(0, 100)}`)
  return name
}

/** The organization's id as it is: what begins the names of its files, and nothing that begins those of others. */
export function checkedOrganization(id: string): string {
  if (!ORGANIZATION.test(id)) throw new Error(`No organization of stored files: ${id.slice(0, 100)}`)
  return id
}
