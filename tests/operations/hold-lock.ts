// Takes the lock of the folder given and holds it until killed; prints whether it got it.
import { acquireLock } from '../../server/kernel/lock-file.ts'

try {
  acquireLock(process.argv[2]!)
  console.log('acquired')
  setInterval(() => {}, 1000)
} catch (error) {
  console.log((error as Error).message)
}
