// What each group of endpoints is about, for the API's documents.
export const tagDescriptions: Record<string, string> = {
  'Activity': 'What happened in a team, a project or to a task, read from its events.',
  'Attachments': 'Links on tasks.',
  'Authentication': 'Signing up, in and out; sessions, passwords and one\'s own profile.',
  'Bots and tokens': 'Members that are programs, and the tokens they act by.',
  'Checklists': 'Lists of things to tick off inside a task.',
  'Comments': 'What members say to a task.',
  'Imports': 'Boards brought in from elsewhere.',
  'Invitations': 'Bringing people into an organization by e-mail.',
  'Labels': 'Coloured words of a project for its tasks.',
  'Members': 'Who belongs to the organization, and in which role.',
  'Organization': 'The organization itself and what its member sees at a glance.',
  'Projects': 'Boards of a team.',
  'Streams': 'Events after a number: how a program catches up.',
  'Tasks': 'Tasks, alone and in bulk.',
  'Teams': 'Groups of members with projects of their own.',
  'Workflow': 'The statuses of a project, its columns.',
}
