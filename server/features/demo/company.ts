// The sample organization: who works there, in which teams, on which projects. All of it is invented.
import type { Hue } from '../../../shared/features/labels.ts'
import type { Role } from '../../../shared/permissions.ts'

export const organization = {
  name: 'Ottersund Outboards',
  /** Its name until everything is there, so that a start that was cut off is known by it. */
  unfinished: 'Ottersund Outboards (being set up)',
  accent: 'teal' as Hue,
  timezone: 'Europe/Oslo',
}

export const PASSWORD = 'quiet water heron'

/** A person; `word` names them in the project files and is the first part of their address. */
export interface DemoPerson { word: string; name: string; role: Role }

const person = (word: string, name: string, role: Role): DemoPerson => ({ word, name, role })

/** The first one registers the organization and invites the others. */
export const people: [DemoPerson, ...DemoPerson[]] = [
  person('freya', 'Freya Nordahl', 'admin'), person('owen', 'Owen Adeyemi', 'admin'),
  person('mateo', 'Mateo Brandt', 'manager'), person('sunniva', 'Sunniva Haug', 'manager'), person('priya', 'Priya Raman', 'manager'),
  person('jonas', 'Jonas Weil', 'employee'), person('aiko', 'Aiko Tanabe', 'employee'), person('lena', 'Lena Kovač', 'employee'),
  person('tomasz', 'Tomasz Wrona', 'employee'), person('ebba', 'Ebba Sollie', 'employee'), person('dag', 'Dag Nilsen', 'employee'),
  person('marisol', 'Marisol Vega', 'employee'), person('callum', 'Callum Reid', 'employee'), person('nour', 'Nour Haddad', 'employee'),
]

export const addressOf = ({ word }: DemoPerson): string => `${word}@example.com`

export interface DemoDepartment { name: string; description: string; head: string; inside: string | null }

/** Each after the one that it is part of. */
export const departments: DemoDepartment[] = [
  { name: 'Production and development', description: 'From the first drawing to the gate.', head: 'owen', inside: null },
  { name: 'Development', description: '', head: 'mateo', inside: 'Production and development' },
  { name: 'Sales and service', description: 'Everybody whom a customer ever meets.', head: 'priya', inside: null },
]

export interface DemoTeam { name: string; department: string; description: string; manager: string; members: string[]; membersEditAllTasks: boolean; projects: string[] }

/** `projects` are files of the folder projects/. */
export const teams: DemoTeam[] = [
  {
    name: 'Engineering', department: 'Development',
    description: 'Motors, batteries, firmware and the app. Tuesday is test day, nobody plans meetings on it.',
    manager: 'mateo', members: ['jonas', 'aiko', 'lena', 'tomasz', 'ebba', 'marisol', 'callum', 'nour'], membersEditAllTasks: true,
    projects: ['heron-6-motor', 'companion-app'],
  },
  {
    name: 'Works', department: 'Production and development',
    description: 'Two halls, purchasing, and the quality of everything that leaves the gate.',
    manager: 'sunniva', members: ['dag', 'marisol', 'ebba', 'aiko', 'jonas'], membersEditAllTasks: false,
    projects: ['second-assembly-line', 'quality-and-certification'],
  },
  {
    name: 'Dealers and service', department: 'Sales and service',
    description: 'Dealers in fourteen countries, three boat shows, one telephone.',
    manager: 'priya', members: ['callum', 'nour', 'dag'], membersEditAllTasks: false,
    projects: ['spring-boat-shows', 'service-desk'],
  },
]

export const bot = { name: 'Harbour bot', role: 'employee' as Role }
