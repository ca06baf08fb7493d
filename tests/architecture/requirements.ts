// What the product has to do, S1 to S136, in few words. docs/requirements.md is written from here and from the titles of the tests.

interface Area {
  name: string
  /** The number of its first requirement; the others follow. */
  first: number
  has: string[]
}

export const areas: Area[] = [
  { name: 'Tenancy and structure', first: 1, has: [
    'organizations share one deployment and nothing else', 'a workspace of its own for each', 'settings of the organization', 'name, look, defaults and workflow of its own',
    'everybody reaches what their role and teams are about', 'user, team, project, task: what happens below when something is moved or deleted', 'departments with heads',
    'reporting lines can be asked for', 'a new organization needs no new deployment',
  ] },
  { name: 'Roles', first: 10, has: [
    'admin, manager, employee, and no other', 'admins build the organization', 'admins say who manages', 'admins control access', 'admins change roles', 'admins see reports of all teams',
    'admins may do everything inside', 'managers make and run teams in their scope', 'managers put people on projects', 'managers watch progress', 'managers make and hand out tasks',
    'managers get reports of their teams', 'managers may not do what is for admins', 'employees see and change their tasks', 'employees comment and share files',
    'employees follow their own progress', 'employees move their tasks and log time', 'employees have a home of their own', 'employees make no team', 'employees make no project',
    'one check for managers', 'one check for admins', 'one check for owner, manager or admin', 'at the API, at each object and at the socket', 'fine rights, and who did it is told',
    'teams: seen by members, run by managers and admins', 'projects follow the team', 'tasks follow role and assignment',
  ] },
  { name: 'Signing in', first: 38, has: [
    'register', 'sign in', 'sign out', 'refresh', 'verify', 'change the password', 'read the profile', 'replace the profile', 'change fields of the profile', 'the address is the name, once',
    'an ended token is refused everywhere', 'passwords are hashed, never told', '401 without a token, 403 without the right', 'documents in which calls can be tried',
  ] },
  { name: 'Profiles and preferences', first: 52, has: ['one profile each', 'people keep it up themselves', 'a time zone that all times obey', 'which notifications one gets', 'one\'s work, now and before'] },
  { name: 'Teams', first: 57, has: [
    'teams across functions', 'members come and go', 'titles and responsibilities', 'goals', 'one manager, many members', 'updates and files for the team', 'discussion',
    'notifications of changed tasks', 'a workspace that the whole team sees', 'all endpoints of teams',
  ] },
  { name: 'Projects', first: 67, has: [
    'list', 'create', 'read', 'replace', 'change', 'delete, to the trash', 'statistics', 'change the status', 'team, manager, status, priority', 'by department and team', 'timeline and milestones',
    'scope and objectives', 'progress', 'people of a project', 'its workload', 'its time', 'how much of the time is used',
  ] },
  { name: 'Tasks', first: 84, has: [
    'title and description', 'priority and due date', 'assignees', 'dependencies', 'status and progress', 'time', 'comments', 'attachments', 'reminders', 'notifications',
    'project, team, assignee, status, priority', 'its life is recorded', 'all endpoints of tasks', 'all endpoints of people',
  ] },
  { name: 'Reports', first: 98, has: [
    'of a person', 'of a team', 'how much of a project is complete', 'how long tasks take', 'work that is shared evenly', 'time', 'capacity', 'one that needs no set-up',
  ] },
  { name: 'Working together', first: 106, has: ['updates as they happen', 'one workspace', 'who is responsible'] },
  { name: 'API', first: 109, has: ['everything by REST', 'OpenAPI out of the code, to be tried', 'filters and search', 'pages', 'input is checked, errors are readable', 'for other programs and bots'] },
  { name: 'Data, security, privacy', first: 115, has: ['PostgreSQL', 'hashes, tokens, lists of ended ones, roles: tested', 'personal data can be taken along and erased'] },
  { name: 'Running it', first: 118, has: [
    'containers by one command', 'the same in development, tests and production', 'replication of the database', 'caching', 'several nodes', 'growth without rebuilding', 'workflows of one\'s own',
  ] },
  { name: 'Quality', first: 125, has: [
    'models, endpoints, rights and whole journeys are tested', 'factories, tests apart', 'more than 102 tests', 'coverage above 73 %', 'rules, journeys and edges have tests', 'a collection of requests',
    'guides and a data model', 'features are apart in the code', 'a newcomer gets by with the documents',
  ] },
  { name: 'For whom', first: 134, has: ['large organizations', 'growing ones', 'small teams'] },
]

/** Shown by something other than a test that names it. */
export const shownOtherwise: Record<number, string> = {
  116: 'the cases X01 to X65: [security.md](security.md)',
  118: '`docker-compose.yml`, read and checked as far as can be without Docker: [operations.md](operations.md)',
  123: '`npm run bench` and `npm run loadgen`: [performance.md](performance.md)',
  125: '`npm test` as a whole',
  126: '`tests/support/factories.ts`; each file has a server and a database of its own',
  127: 'the last line of `npm test`',
  128: '`npm run coverage`',
}
