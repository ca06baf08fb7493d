// Loaded into a node before its server: now and then the process dies after a commit and before anybody is told of it (F03).
import { existsSync } from 'node:fs'
import { Kernel } from '../../../server/kernel/transact.ts'

const CHANCE = 0.04
/** It lives on once this file is gone. */
const flag = process.env.DIES_WHILE!
// The realtime side listens first, and rings the bell: whoever listens learns nothing of this commit.
const { onCommit } = Kernel.prototype
Kernel.prototype.onCommit = function (listener) {
  onCommit.call(this, (streams) => {
    if (Math.random() < CHANCE && existsSync(flag)) process.kill(process.pid, 'SIGKILL')
    listener(streams)
  })
}
