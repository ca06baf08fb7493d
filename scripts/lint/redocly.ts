// Redocly's recommended rules, errors and warnings alike.
import { createConfig, lintFromString } from '@redocly/openapi-core'

/** What the rules find in an OpenAPI document, one line a fault. */
export async function redoclyFaults(document: object): Promise<string[]> {
  const config = await createConfig({ extends: ['recommended'] })
  const problems = await lintFromString({ source: JSON.stringify(document), absoluteRef: 'openapi.json', config })
  return problems.map(({ ruleId, location, message }) => `${ruleId} at ${location[0]?.pointer ?? ''}: ${message}`)
}
