// All cases of reliability: what is tried, when it passes, and where it is shown. docs/reliability.md is written from here.

export interface Rounds {
  /** In CI. */
  short: number
  /** On demand. */
  long: number
  /** The long form runs so many at a time, so that it can be ended and go on where it was. */
  batch?: number
}

interface Named { id: string; what: string; passes: string }
/** `shown` is a test file that names the case; `unit` is what is counted. */
export interface Counted extends Named { shown: string; rounds: Rounds; unit: string }
interface Fixed extends Named { shown: string; note?: string }
interface Waiting extends Named { waiting: string }
export type Case = Counted | Fixed | Waiting

const f = (name: string) => `tests/faults/${name}.test.ts`
const rt = (name: string) => `tests/realtime/${name}.test.ts`

export const cases = [
  { id: 'F01', what: '24 parallel writers in one team, 5 % of them rolled back, 20 readers', passes: 'nothing lost, no gap, nothing twice or out of order',
    shown: f('many-writers'), unit: 'writes', rounds: { short: 120, long: 10_000, batch: 2500 } },
  { id: 'F02', what: 'the same over many teams in one transaction each, while members move between teams', passes: 'as F01; no deadlock is told to a user',
    shown: f('many-writers'), unit: 'writes', rounds: { short: 40, long: 3000, batch: 500 } },
  { id: 'F03', what: 'a node is killed during load, also between a commit and its bell', passes: 'nothing lost, nothing applied twice',
    shown: f('killed-nodes'), unit: 'kills', rounds: { short: 4, long: 200, batch: 25 } },
  { id: 'F04', what: 'the answer is lost on its way to the client, which repeats, also at another node', passes: 'no second effect',
    shown: f('lost-answers'), unit: 'lost answers', rounds: { short: 10, long: 100 } },
  { id: 'F05', what: 'Redis is killed and comes back empty, under load', passes: 'nothing lost, no unhandled rejection',
    shown: f('redis-away'), unit: 'outages', rounds: { short: 1, long: 20 } },
  { id: 'F06', what: 'of the connections to Redis only the listening, or only the others, are cut', passes: 'nothing lost',
    shown: f('redis-away'), unit: 'cuts of each kind', rounds: { short: 2, long: 20 } },
  { id: 'F07', what: 'Redis stands still', passes: 'requests go on; nothing lost',
    shown: f('redis-away'), unit: 'freezes', rounds: { short: 1, long: 10, batch: 5 } },
  { id: 'F08', what: 'PostgreSQL restarts under load, orderly and as after a crash', passes: 'no acknowledged write lost; taken again within 5 s',
    shown: f('postgres-restarts'), unit: 'restarts', rounds: { short: 2, long: 40, batch: 10 } },
  { id: 'F09', what: 'all connections of the pool are held by slow transactions', passes: '503 with Retry-After, usually within 5 s (3 s for a connection, 2 s for a lock); it recovers by itself',
    shown: f('pool-exhausted'), unit: 'times', rounds: { short: 1, long: 10 } },
  { id: 'F10', what: 'clients are cut at any byte, in handshakes and in frames', passes: 'the final state is that of a fresh start, the history that of the table',
    shown: f('cut-clients'), unit: 'cuts', rounds: { short: 40, long: 1000, batch: 500 } },
  { id: 'F11', what: 'a client is away while 500 events happen', passes: 'it catches up without a reset',
    shown: f('long-away'), unit: 'absences', rounds: { short: 2, long: 20 } },
  { id: 'F12', what: 'a client is away for 4,900 events, then for more than 10,000', passes: 'replayed in the first, exactly one reset in the second',
    shown: f('long-away'), unit: 'absences of each kind', rounds: { short: 1, long: 5 } },
  { id: 'F13', what: 'a cursor below the floor, above the head, of another epoch', passes: 'an explicit reset each, nothing partial', shown: rt('subscribe') },
  { id: 'F14', what: 'the last event of a burst is dropped on its way', passes: 'the heads show it within 16 s, and it is fetched',
    shown: f('tail-loss'), unit: 'lost tails', rounds: { short: 6, long: 100 } },
  { id: 'F15', what: '50 readers of 1 KiB a second among 450 fast ones', passes: 'a bounded window each, 2 MiB at most; the fast ones do not feel it; all have all in the end',
    shown: f('slow-readers'), unit: 'seconds of load', rounds: { short: 6, long: 600, batch: 150 } },
  { id: 'F16', what: 'a reader that never reads', passes: 'closed; nobody else is', shown: rt('slow') },
  { id: 'F17', what: 'a node with many sockets restarts', passes: 'all back within 15 s, nothing lost',
    shown: f('many-sockets'), unit: 'sockets', rounds: { short: 100, long: 1000 } },
  { id: 'F18', what: 'three nodes are restarted in turn under load', passes: 'no request fails after a retry, nothing lost; stopped within 10 s',
    shown: f('killed-nodes'), unit: 'rounds over three nodes', rounds: { short: 1, long: 10, batch: 5 } },
  { id: 'F19', what: 'for every change: the old state and its events make the new state, seen by each role', passes: 'equal', shown: 'tests/faults/verified-events.test.ts',
    note: 'tests/support/verified-in.ts says for every kind of event which file of tests/features shows it, and each of them is held to it' },
  { id: 'F20', what: 'a board is fetched while others write', passes: 'it is what a replay up to its offset makes',
    shown: f('fresh-boards'), unit: 'boards', rounds: { short: 20, long: 500 } },
  { id: 'F21', what: 'a member is removed while events happen, with Redis and without', passes: 'nothing above the revocation; no read from the next request on',
    shown: 'tests/integration/two-nodes.test.ts', unit: 'removals of each kind', rounds: { short: 5, long: 100, batch: 50 } },
  { id: 'F22', what: 'a removed member\'s tabs and offline copies', passes: 'gone from memory and from the browser\'s database', shown: 'tests/e2e/rights.test.ts' },
  { id: 'F23', what: 'the access token ends while connected, renewed in time', passes: 'no disconnect', shown: rt('renewal') },
  { id: 'F24', what: 'the access token ends and is not renewed', passes: 'closed after the time of grace', shown: rt('renewal') },
  { id: 'F25', what: 'five tabs refresh at once, at two nodes', passes: 'one successor, nobody signed out',
    shown: 'tests/integration/shared-state.test.ts', unit: 'rounds', rounds: { short: 30, long: 1000 } },
  { id: 'F26', what: 'the same change is sent ten times at once, to two nodes', passes: 'one effect, equal answers',
    shown: 'tests/integration/shared-state.test.ts', unit: 'rounds', rounds: { short: 25, long: 1000, batch: 500 } },
  { id: 'F27', what: 'idempotency keys with another body, in flight, after a day, of others', passes: 'each as documented', shown: 'tests/kernel/idempotency.test.ts' },
  { id: 'F28', what: 'two change the same field from the same base', passes: 'one wins, the other is told; both see the same', shown: 'tests/e2e/offline.test.ts' },
  { id: 'F29', what: 'many move cards in one list', passes: 'all see the same order; no two cards in one place',
    shown: f('crowded-list'), unit: 'moves', rounds: { short: 150, long: 5000, batch: 2500 } },
  { id: 'F30', what: 'changes made offline, the browser closed and opened', passes: 'applied once, in order', shown: 'tests/e2e/offline.test.ts' },
  { id: 'F31', what: 'the disk of PostgreSQL\'s tables is full, and that of the files', passes: 'writes refused with 503, reads go on, nothing corrupt',
    shown: f('full-disk'), unit: 'full disks of each kind', rounds: { short: 1, long: 10, batch: 5 } },
  { id: 'F32', what: 'the embedded database is killed during writes', passes: 'it opens, with all that was acknowledged',
    shown: f('killed-embedded'), unit: 'kills', rounds: { short: 3, long: 50, batch: 25 } },
  { id: 'F33', what: 'a migration runs while an old node serves, and back', passes: 'no request fails after a retry, nothing lost',
    shown: f('rolled-out'), unit: 'rollouts, forward, back and forward', rounds: { short: 1, long: 10, batch: 2 } },
  { id: 'F34', what: 'PostgreSQL is restored to an earlier time, and goes on past where it was', passes: 'the epoch changes and every client starts over',
    shown: f('restored') },
  { id: 'F35', what: 'a soak of 24 hours with 300 sockets', passes: 'no growth of memory, nothing lost', waiting: 'a day of a machine: `npm run soak` watches the server, `npm run bench:browser -- --soak` the browser' },
  { id: 'F36', what: 'the clocks of two nodes are twenty minutes apart', passes: 'order unchanged; every token is judged by the clock of the node that is asked',
    shown: f('wrong-clocks'), unit: 'writes', rounds: { short: 60, long: 1000 } },
  { id: 'F37', what: 'a node stands still for two seconds', passes: 'the others go on; its clients catch up',
    shown: f('frozen-node'), unit: 'freezes', rounds: { short: 1, long: 20 } },
  { id: 'F38', what: 'random scripts of faults (a fast-check model over processes)', passes: 'every history is the table\'s',
    shown: f('fault-scripts'), unit: 'scripts', rounds: { short: 1, long: 500, batch: 20 } },
  { id: 'F39', what: 'a client in another language (python3-socketio) follows a stream, with cuts', passes: 'its history is the table\'s',
    shown: f('python-client'), unit: 'events', rounds: { short: 200, long: 10_000 } },
  { id: 'F40', what: 'no bell at all: the sweep alone', passes: 'nothing lost',
    shown: f('sweep-alone'), unit: 'seconds of load', rounds: { short: 5, long: 600, batch: 300 } },
] as const satisfies readonly Case[]

export type CaseId = (typeof cases)[number]['id']
