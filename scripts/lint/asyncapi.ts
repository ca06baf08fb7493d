// The AsyncAPI project's own parser: the document is valid by the schema of its version.
import { Parser } from '@asyncapi/parser'

/** What the parser says of an AsyncAPI document, one line a fault. */
export async function asyncapiFaults(document: object): Promise<string[]> {
  const diagnostics = await new Parser().validate(JSON.stringify(document))
  return diagnostics.map(({ code, path, message }) => `${code} at ${path.join('/')}: ${message}`)
}
