// Names of stored files: `<organization>/<file>/<which>`, all of the product's own making.
const NAME = /^[0-9a-f-]{36}\/[0-9a-f-]{36}\/[a-z]+$/

/** The name as it is. Throws on any other: nothing that climbs out of the store gets this far, and if it does, it ends here. */
export function checkedName(name: string): string {
  if (!NAME.test(name)) throw new Error(`No name of a stored file: ${name.slice(0, 100)}`)
  return name
}
