// Spectral with the OWASP API Security Top 10 (2023) rules, errors and warnings alike.
import { Spectral, type RulesetDefinition } from '@stoplight/spectral-core'
import owasp from '@stoplight/spectral-owasp-ruleset'
import { exceptions, type Exception } from './exceptions.ts'

/** What the rules find in an OpenAPI document and no exception explains, one line a fault; an exception that explains nothing is one too. */
export async function spectralFaults(document: object): Promise<string[]> {
  const spectral = new Spectral()
  // Its types describe the CommonJS file, what runs is the module.
  spectral.setRuleset({ extends: owasp as unknown as RulesetDefinition })
  const results = await spectral.run(document as Record<string, unknown>)
  const used = new Set<Exception>()
  const faults: string[] = []
  for (const { code, path, message } of results) {
    const place = path.join('/')
    const exception = exceptions.find(({ rule, at }) => rule === code && at.test(place))
    if (exception) used.add(exception)
    else faults.push(`${code} at ${place}: ${message}`)
  }
  return [...faults, ...exceptions.filter((exception) => !used.has(exception)).map(({ rule, at }) => `No such fault any more, drop the exception: ${rule} ${at}`)]
}
