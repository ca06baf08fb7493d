// Judges the API's documents by other people's rules: `npm run lint:documents`. Nothing here asks another host.
import { asyncapiFaults } from './lint/asyncapi.ts'
import { redoclyFaults } from './lint/redocly.ts'
import { spectralFaults } from './lint/spectral.ts'
import { openapi } from '../server/http/openapi.ts'
import { asyncapi } from '../server/realtime/asyncapi.ts'

const http = openapi('https://tasks.lockstep.test')
const judges = {
  'Spectral with the OWASP rules': spectralFaults(http),
  'Redocly, recommended rules': redoclyFaults(http),
  'AsyncAPI parser': asyncapiFaults(asyncapi()),
}

let found = 0
for (const [judge, answer] of Object.entries(judges)) {
  const faults = await answer
  found += faults.length
  console.log(`${judge}: ${faults.length} faults`)
  for (const fault of faults) console.error(`  ${fault}`)
}
process.exit(found > 0 ? 1 : 0)
