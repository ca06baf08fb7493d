// The security cases X01 to X65, what shows each, and what still waits for a feature. docs/security.md is made of it (`npm run docs`).
export interface SecurityCase {
  id: string
  what: string
  criterion: string
  /** Test files, each with parts of titles of its tests. */
  shown: Record<string, string[]>
  /** What part of the case is not there to be tried yet, or is shown otherwise. */
  open?: string
}

const feature = (name: string) => `tests/features/${name}.test.ts`
const auth = (name: string) => `tests/features/auth/${name}.test.ts`
const [http, tenancy, realtime, policy, kernel, security] = ['http', 'tenancy', 'realtime', 'policy', 'kernel', 'security']
  .map((folder) => (name: string) => `tests/${folder}/${name}.test.ts`) as [Named, Named, Named, Named, Named, Named]
type Named = (name: string) => string

const tokens: SecurityCase[] = [
  { id: 'X01', what: 'JWT forgeries: algorithms, keys, key ids, claims, nesting, size', criterion: '40 of 40 give 401 with the same body',
    shown: { [auth('access-token')]: ['X01 has 40 variants', 'X01 refuses %s'] } },
  { id: 'X02', what: 'A refresh token as an access token, a token of one purpose for another', criterion: 'all 401',
    shown: { [auth('access-token')]: ['X02 X03 refuses %s'] }, open: 'Share links' },
  { id: 'X03', what: 'Wrong issuer, audience, type, times; missing claims', criterion: 'all 401',
    shown: { [auth('access-token')]: ['X02 X03 refuses %s', 'X03 would let the same claims pass when rightly signed'] } },
  { id: 'X04', what: 'The signing key is changed while users work', criterion: '0 failures within the overlap, the old key refused afterwards',
    shown: { 'tests/integration/secret-key.test.ts': ['X04 fails nobody while both are accepted'] } },
  { id: 'X05', what: 'An old refresh token after 10 s', criterion: 'the session ends, its sockets too, an event tells',
    shown: { [auth('refresh')]: ['X05 ends the session when an old token comes after 10 seconds', 'X05 closes the sockets'], [auth('races')]: ['X05 ends a session once'] } },
  { id: 'X06', what: 'A stolen token is used first', criterion: 'both out, the owner is told', shown: { [auth('refresh')]: ['X06 signs out both when the thief was first', 'X06 leaves other sessions'] } },
  { id: 'X07', what: 'Signing out, everywhere, a new password', criterion: 'access refused at once',
    shown: { [auth('refresh')]: ['X07 closes the sockets of the session'], [auth('account')]: ['X07 ends all other sessions', 'X07 ends sessions in other organizations'], 'tests/e2e/rights.test.ts': ['signs every tab out when the session is ended elsewhere'] } },
  { id: 'X08', what: 'An ended session while Redis is away', criterion: 'still refused',
    shown: { 'tests/faults/redis-away.test.ts': ['who signed out is refused (X08)'] } },
  { id: 'X09', what: 'A flood of sign-ins', criterion: 'others are served, no crash', shown: { [auth('passwords')]: ['X09 runs one job per core'] }, open: 'The measurement of others\' p95' },
  { id: 'X10', what: 'An organization named in header, body, query or cookie', criterion: 'ignored or refused, no effect',
    shown: { [security('claimed-tenant')]: ['X10 X28 no header and no cookie moves a read', 'X10 an organization in the query'], [auth('access-token')]: ['X10 gives no right by signed claims alone'], [security('mass-assignment')]: ['each operation answers 422'] } },
]

const tenants: SecurityCase[] = [
  { id: 'X11', what: 'Tenant-swap matrix of HTTP: operations x places of ids x principals', criterion: 'tried = registered, 0 leaks, 0 changes', shown: { [tenancy('matrix')]: ['X11 X62 the operations', 'X11 X12 X14 no operation tells'] } },
  { id: 'X12', what: 'One foreign id among one\'s own', criterion: 'all of the request refused', shown: { [tenancy('matrix')]: ['X11 X12 X14 no operation tells'], 'tests/features/tokens/tokens.test.ts': ['X12 answers the same for a bot'] } },
  { id: 'X13', what: 'Search, mentions, counts, activity, cursors of others', criterion: '0 foreign names, ids, counts', shown: { [tenancy('matrix')]: ['X11 X14 every fixture is a good request'], [feature('search/search')]: ['X13 only what the asker may read'], [feature('exports/exports')]: ['has only what the asker may read'] } },
  { id: 'X14', what: 'Answers and events against their schema; secrets', criterion: 'no extra field, no secret', shown: { [tenancy('matrix')]: ['X11 X14 every fixture'], [kernel('idempotency')]: ['X14 an answer with a secret'] } },
  { id: 'X15', what: 'Roles x actions', criterion: '100 % equal to the table', shown: { [policy('roles')]: ['X15 S33 S35 S36 S37 the table of permissions', '%s for every role and standing'], [policy('operations-by-role')]: ['X15 %s is answered and refused as the table says', 'X15 every operation was answered to somebody'] } },
  { id: 'X16', what: 'Fields that nobody may give, added to every body', criterion: '422, database unchanged', shown: { [security('mass-assignment')]: ['no body takes a field', 'each operation answers 422'], [http('errors')]: ['X16 a task takes no %s from outside'] } },
  { id: 'X17', what: 'Invitations guessed, reused, of others, expired', criterion: '0 accepted', shown: { [auth('accept-invitation')]: ['X17 can be used once', 'X17 cannot be guessed', 'X17 is bound to its address', 'X17 is worth nothing once withdrawn'], [auth('races')]: ['X17 lets one of ten'] } },
  { id: 'X18', what: 'Pending, deactivated, removed members with live tokens', criterion: '0 accesses after the change', shown: { [auth('login')]: ['X18 refuses who is deactivated'], 'tests/features/tokens/tokens.test.ts': ['X18 ends with its owner'], [tenancy('socket-matrix')]: ['the deactivated and the removed'] }, open: 'Share links' },
  { id: 'X19', what: 'Scopes of API tokens x operations', criterion: '100 % equal to the table', shown: { [policy('scopes-by-http')]: ['X19 an operation answers 403'], [policy('policy')]: ['X19 each endpoint x each scope'] } },
  { id: 'X20', what: 'Sockets without a token, with a bad one, before they are let in', criterion: '0 events', shown: { [realtime('access')]: ['X20 does not read a token of the address', 'X20'] } },
  { id: 'X21', what: 'Tenant-swap matrix of sockets, rooms made by hand', criterion: 'tried = registered, 0 joins', shown: { [tenancy('socket-matrix')]: ['X21 no message tells a foreign id', 'X21 X26 hand-made streams'] } },
  { id: 'X22', what: 'Events of a socket against those of HTTP, by role', criterion: 'equal', shown: { [tenancy('socket-matrix')]: ['X22 the socket gives each role'] } },
  { id: 'X23', what: 'Two organizations with the same names; rooms, keys, caches', criterion: '0 mix-ups', shown: { [tenancy('pool')]: ['no answer holds another'] }, open: 'Webhooks' },
  { id: 'X24', what: 'Presence and typing', criterion: 'only to members of the team', shown: { [realtime('presence')]: ['X24 nobody else may share', 'X24'] } },
]

const sockets: SecurityCase[] = [
  { id: 'X25', what: 'Broken packets, huge counts of attachments, deep JSON, `__proto__`', criterion: '0 crashes, prototypes unchanged; 10,000 in the long form', shown: { [security('packets')]: ['broken packets', 'X25 handshakes by polling'], [realtime('access')]: ['X25 a message above 128 KiB'] } },
  { id: 'X26', what: 'Wrong types for every message', criterion: 'an error, nothing uncaught', shown: { [realtime('access')]: ['X26 every message answers wrong types', 'X26 closes after five unknown'] } },
  { id: 'X27', what: 'Requests of other sites: cookies, forms, foreign Origin, on every write', criterion: '0 accepted', shown: { [security('cross-site')]: ['cookies open no write', 'a form or a text is no JSON', 'a page of another origin'], [auth('cookie')]: ['X27 refuses the cookie'] } },
  { id: 'X28', what: 'Foreign Origin at the socket; CORS; headers of proxies', criterion: '0 accepted, 0 effect', shown: { [realtime('access')]: ['X28 refuses the origin'], [security('claimed-tenant')]: ['X10 X28 no header'], [auth('cookie')]: ['X28 does not believe such a header'] } },
  { id: 'X29', what: 'A flood on a socket, many sockets of one user', criterion: 'limited', shown: { [realtime('access')]: ['X29 a flood is refused'] }, open: 'The measurement of others\' p99' },
]

const content: SecurityCase[] = [
  { id: 'X30', what: 'Uploads: SVG, HTML, polyglots, wrong types, misleading names', criterion: '0 scripts run',
    shown: { [feature('attachments/place-files')]: ['X30 is sent'], 'tests/features/pictures/pictures.test.ts': ['X30'], [feature('attachments/files')]: ['X30 is sent as something to keep'], [feature('attachments/hostile-files')]: ['X30'], [feature('archive/hostile-files')]: ['X30 bytes that are not'], 'tests/e2e/files.test.ts': ['X30'] } },
  { id: 'X31', what: 'Scripts in every text field, in Chromium', criterion: '0 dialogs, 0 foreign requests', shown: { 'tests/e2e/hostile-text.test.ts': ['hostile text (X31)'] }, open: '20 payloads of 300; goals, duties, custom fields, views, templates and notes of time' },
  { id: 'X32', what: 'Paths that climb, in names of files and archives', criterion: '0 outside the folder', shown: { [feature('attachments/place-files')]: ['X32 has no name'], [http('errors')]: ['X58 forced errors'], [http('headers')]: ['are on %s'], [feature('attachments/file-type')]: ['X32 the name'], [feature('attachments/file-store')]: ['X32'], [feature('archive/hostile-files')]: ['X32 names that climb'] } },
  { id: 'X33', what: 'Addresses of others\' files; signed addresses', criterion: '0 readable; a link lives 5 minutes at most',
    shown: { [feature('attachments/place-files')]: ['S1 X33 is not found', 'X33 has addresses'], [feature('attachments/comment-files')]: ['X33 belong'], 'tests/features/pictures/pictures.test.ts': ['is 404 for another organization'], [feature('attachments/file-links')]: ['X33 the address'] } },
  { id: 'X34', what: 'Exports, printed views and mail with payloads', criterion: '0 scripts, 0 headers', shown: { 'tests/features/mail/mail.test.ts': ['X34 what people write in names'], [feature('exports/exports')]: ['writes CSV'] }, open: 'Printed views: there are none' },
  { id: 'X35', what: 'Formulas in CSV', criterion: '100 % made harmless', shown: { [feature('exports/exports')]: ['writes CSV', 'X35 leaves lists as they are'] } },
  { id: 'X36', what: 'Bodies above their limit: with a length, in chunks, compressed; that come too slowly', criterion: '413 or 408 before the handler works', shown: { [feature('attachments/place-files')]: ['X36 above the limit'], [http('bodies-in-time')]: ['X36 a body that stands still', 'X36 a body that never ends'], [http('limits-of-bodies')]: ['X36 a body above its limit', 'that is compressed is not unpacked'], [feature('attachments/files')]: ['X36 are asked before', 'X36 a file above'], [feature('attachments/storage')]: ['X36 a large file'], [feature('archive/archived-files')]: ['X36 is never in memory'], [feature('archive/hostile-files')]: ['X36 more than may be'], [feature('archive/interrupted-files')]: ['X36 is refused before the first'] }, open: 'Multipart: no endpoint takes it' },
  { id: 'X37', what: 'Bombs: images, archives, deep files', criterion: 'refused, memory bounded', shown: { [feature('attachments/place-files')]: ['X37 that is a bomb'], 'tests/features/pictures/pictures.test.ts': ['refuses'], [feature('attachments/files')]: ['%s is kept as a file'], 'tests/features/imports/trello-parse-refusals.test.ts': ['millions of empty objects are refused', 'more than 32 MiB'], [feature('archive/refusals')]: ['or is larger than it says'], [feature('archive/hostile-files')]: ['X37 what is cut off'] } },
  { id: 'X38', what: 'Slow patterns and large inputs, every schema and parser', criterion: 'each ends', shown: { [security('slow-patterns')]: ['every schema of the contract ends', '%s ends on slow texts', 'the guard itself'] } },
  { id: 'X39', what: 'Deep or wide queries', criterion: 'capped', shown: { 'tests/features/tasks/list-tasks.test.ts': ['refuses limits, sorts and cursors'], [http('errors')]: ['names many errors at once'] } },
  { id: 'X40', what: 'Forged addresses of outgoing requests', criterion: '0 connections', shown: { [security('outgoing')]: ['X40 X41 X42 in any text of any request', 'X40 is in these files'] }, open: 'Webhooks and previews: nothing goes out today but to the mail server and the store of files, which settings name' },
  { id: 'X41', what: 'The same by redirects', criterion: '0 connections', shown: { [security('outgoing')]: ['X40 X41 X42 in any text of any request'] }, open: 'Webhooks: no address that a user gives is asked today' },
  { id: 'X42', what: 'The same by a resolver that changes its answer', criterion: '0 connections', shown: { [security('outgoing')]: ['X40 X41 X42 in any text of any request'] }, open: 'Webhooks: no address that a user gives is asked today' },
  { id: 'X43', what: 'Slow, endless receivers', criterion: '5 s, 1 MiB', shown: {}, open: 'Webhooks' },
  { id: 'X44', what: 'Content of webhooks against their owner\'s rights', criterion: '0 foreign fields', shown: {}, open: 'Webhooks' },
  { id: 'X45', what: 'Secrets in lists, logs, exports', criterion: '0 after creation', shown: { 'tests/features/tokens/tokens.test.ts': ['X45 keeps only a hash'], [security('secrets')]: ['X45 no list, detail, stream or export', 'X45 no row of any table', 'X45 no line of the log'], [feature('archive/round-trip')]: ['without secrets'] }, open: 'Webhooks' },
  { id: 'X46', what: 'Signatures of webhooks', criterion: 'altered and old ones refused', shown: {}, open: 'Webhooks' },
  { id: 'X47', what: 'Open redirects', criterion: '0', shown: { 'tests/client/shell/next.test.ts': ['X47: next leads only'], 'tests/e2e/first-day.test.ts': ['X47 signing in comes back'] } },
  { id: 'X48', what: 'Security headers', criterion: '100 % of routes', shown: { [http('headers')]: ['X48 security headers', 'are on every route', 'HSTS comes with https only'] } },
  { id: 'X49', what: 'Cookies over HTTPS and HTTP', criterion: '100 %', shown: { [auth('cookie')]: ['X49 gives browsers the refresh token', 'X49 sets __Host- and Secure'] } },
  { id: 'X50', what: 'SQL, operators and sort fields in every field', criterion: '0 findings', shown: { [security('injection')]: ['an object, operator or list', 'a query takes no sort', 'SQL in every field', 'SQL in a text stays'] }, open: 'A run of sqlmap' },
  { id: 'X51', what: 'Raw SQL outside the kernel, objects of users into entities', criterion: '0', shown: { 'tests/architecture/imports.test.ts': ['only the kernel opens entity managers'], [security('mass-assignment')]: ['no body takes a field'] } },
]

const operation: SecurityCase[] = [
  { id: 'X52', what: 'Row-level security by the catalogue; each layer off in turn; the pool', criterion: 'the matrix stays green', shown: { [tenancy('catalogue')]: ['X52 SQL that forgets the kernel'], [tenancy('layers')]: ['X52 without the ORM', 'X52 without authorize', 'X52 without row-level security'], [tenancy('pool')]: ['X52'] } },
  { id: 'X53', what: 'Timing of foreign ids, unknown users, wrong passwords', criterion: 'no difference at p 0.01', shown: { [auth('login')]: ['X53 does the work of a hash'] }, open: 'Measured by `node bench/server/timing.ts`, in no test' },
  { id: 'X54', what: 'Who has an account: at signing in, registering, inviting, resetting a password', criterion: 'the same answers', shown: { [auth('login')]: ['X54 answers wrong password'], 'tests/features/password-resets/password-resets.test.ts': ['X54 whoever asks is answered alike'] }, open: 'Registering tells that an address has an account (409): who has one needs to know; 60 tries a minute from one address' },
  { id: 'X55', what: 'Locking somebody else out', criterion: 'the victim signs in', shown: { [auth('login')]: ['X55 slows down the address that guesses'] } },
  { id: 'X56', what: 'Registration closed', criterion: 'refused on every path', shown: { [auth('register')]: ['X56 makes no organization'] } },
  { id: 'X57', what: 'Passwords: lengths, bytes, Unicode, common ones', criterion: 'as decided, nothing cut', shown: { [auth('passwords')]: ['X57 does not stop at zero bytes', 'X57 has at least 10,000'], [auth('register')]: ['X57 %s', 'X57 counts every byte', 'X57 takes composed'] } },
  { id: 'X58', what: 'Errors on the wire', criterion: 'problem+json, nothing of the inside', shown: { [http('errors')]: ['X58 forced errors'] } },
  { id: 'X59', what: 'Start with a default, short or missing secret', criterion: 'refuses to start', shown: { [kernel('config')]: ['X59 settings'] } },
  { id: 'X60', what: 'Least versions of dependencies', criterion: '0 below', shown: { [security('supply')]: ['every copy of what once had a fault', 'every package is locked'] }, open: 'A bill of materials in releases' },
  { id: 'X61', what: 'Secrets in the repository and in images', criterion: '0', shown: { [security('supply')]: ['no file of the repository holds a secret', 'images take none along'] } },
  { id: 'X62', what: 'Routes = OpenAPI; messages = AsyncAPI', criterion: 'equal both ways', shown: { [http('documents')]: ['X62 has exactly the routes'], [realtime('asyncapi')]: ['X62 has every message'], [tenancy('matrix')]: ['X11 X62'] } },
  { id: 'X63', what: 'What is written down: sign-in, rights, deletion, tokens; tampering', criterion: 'all there, unchangeable', shown: { [security('audit')]: ['X63 signing in', 'X63 rights', 'X63 deletion and tokens'], [tenancy('catalogue')]: ['X63 the app role can neither change nor delete'] }, open: 'Exports: they leave no event' },
  { id: 'X64', what: 'Deleting an organization, and all of its data given out', criterion: '0 rows left; what is given out is complete', shown: { [feature('archive/round-trip')]: ['one with everything comes back equal', 'one made at random comes back equal'], [feature('privacy/delete-organization')]: ['X64 leaves no row in any table', 'X64 closes every socket', 'X64 are counts of requests'], [feature('privacy/own-data')]: ['X64 is complete by count'] } },
  { id: 'X65', what: 'One organization at many times its limit', criterion: 'it is refused, others are not', shown: { [http('whose-limits')]: ['X65'], [feature('attachments/storage')]: ['X65 ends for one organization'], [feature('archive/given-up')]: ['X65 who sends slowly'] }, open: 'The measurement of others\' p95' },
]

export const securityCases: SecurityCase[] = [...tokens, ...tenants, ...sockets, ...content, ...operation]
