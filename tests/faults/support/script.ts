// Faults as fast-check commands over processes: what each does, and when it may be done.
import type fc from 'fast-check'
import type { RedisProcess } from '../../integration/support/redis-process.ts'
import { pause } from '../../realtime/support/client.ts'
import type { Cluster } from './cluster.ts'
import type { Load } from './load.ts'
import type { PostgresProcess } from './postgres-process.ts'
import type { Proxy } from './proxy.ts'

/** What is up, as the script knows it. */
export interface Model { redis: 'up' | 'frozen' | 'away'; frozen: boolean }
export interface Real { cluster: Cluster; postgres: PostgresProcess; redis: RedisProcess; proxy: Proxy; load: Load; faults: number }
type Command = fc.AsyncCommand<Model, Real>

abstract class Fault implements Command {
  abstract check(model: Readonly<Model>): boolean
  abstract make(real: Real, model: Model): Promise<void> | void
  abstract toString(): string

  async run(model: Model, real: Real): Promise<void> {
    real.faults += 1
    await this.make(real, model)
  }
}

export class Wait implements Command {
  readonly ms: number
  constructor(ms: number) { this.ms = ms }
  check = () => true
  run = () => pause(this.ms)
  toString = () => `wait ${this.ms}`
}

export class CutReaders extends Fault {
  check = () => true
  make = ({ proxy }: Real) => proxy.cutAll()
  toString = () => 'cut readers'
}

export class KillNode extends Fault {
  readonly index: number
  constructor(index: number) { super(); this.index = index }
  /** One that stands still, or both at once, is more than a client can be promised to be served in. */
  check = ({ frozen }: Readonly<Model>) => !(frozen && this.index === 1)
  make = async ({ cluster }: Real) => {
    await cluster.nodes[this.index]!.end('SIGKILL')
    await cluster.nodes[this.index]!.start()
  }
  toString = () => `kill node ${this.index}`
}

export class FreezeNode extends Fault {
  check = ({ frozen }: Readonly<Model>) => !frozen
  make = ({ cluster }: Real, model: Model) => {
    cluster.nodes[1]!.freeze()
    model.frozen = true
  }
  toString = () => 'freeze node 1'
}

export class ThawNode extends Fault {
  check = ({ frozen }: Readonly<Model>) => frozen
  make = ({ cluster }: Real, model: Model) => {
    cluster.nodes[1]!.thaw()
    model.frozen = false
  }
  toString = () => 'thaw node 1'
}

export class LoseRedis extends Fault {
  readonly how: 'frozen' | 'away'
  constructor(how: 'frozen' | 'away') { super(); this.how = how }
  check = ({ redis }: Readonly<Model>) => redis === 'up'
  make = async ({ redis }: Real, model: Model) => {
    if (this.how === 'away') await redis.kill()
    else redis.freeze()
    model.redis = this.how
  }
  toString = () => `redis ${this.how}`
}

export class FindRedis extends Fault {
  check = ({ redis }: Readonly<Model>) => redis !== 'up'
  make = async ({ redis }: Real, model: Model) => {
    if (model.redis === 'away') await redis.start()
    else redis.thaw()
    model.redis = 'up'
  }
  toString = () => 'redis back'
}

export class CutRedis extends Fault {
  readonly which: 'pubsub' | 'normal'
  constructor(which: 'pubsub' | 'normal') { super(); this.which = which }
  check = ({ redis }: Readonly<Model>) => redis === 'up'
  make = ({ redis }: Real) => redis.cut(this.which)
  toString = () => `cut redis ${this.which}`
}

export class RestartPostgres extends Fault {
  readonly mode: 'fast' | 'immediate'
  constructor(mode: 'fast' | 'immediate') { super(); this.mode = mode }
  check = ({ frozen }: Readonly<Model>) => !frozen
  make = async ({ postgres }: Real) => {
    await postgres.stop(this.mode)
    await postgres.start()
  }
  toString = () => `postgres ${this.mode}`
}
