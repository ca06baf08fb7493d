// The migrations in their order. Written by `npm run migration`, read and completed by hand.
import type { Migration } from '@mikro-orm/migrations'
import { Roles } from './0001-roles.ts'
import { Tables } from './0002-tables.ts'
import { Grants } from './0003-grants.ts'
import { PicturesAndTimeZones } from './0004-pictures-and-time-zones.ts'
import { Stars } from './0005-stars.ts'
import { StatusLimits } from './0006-status-limits.ts'
import { Search } from './0007-search.ts'
import { WorkflowRules } from './0008-workflow-rules.ts'
import { ProjectDepth } from './0009-project-depth.ts'
import { TaskDepth } from './0010-task-depth.ts'
import { Views } from './0013-views.ts'
import { Files } from './0014-files.ts'
import { Time } from './0015-time.ts'
import { Departments } from './0016-departments.ts'
import { TeamDepth } from './0017-team-depth.ts'
import { CustomFields } from './0018-custom-fields.ts'
import { EventsByIdAndActor } from './0019-events-by-id-and-actor.ts'
import { ProjectTemplates } from './0020-project-templates.ts'

type MigrationClass = new (...args: ConstructorParameters<typeof Migration>) => Migration

export const migrations: { name: string; class: MigrationClass }[] = [
  { name: '0001-roles', class: Roles },
  { name: '0002-tables', class: Tables },
  { name: '0003-grants', class: Grants },
  { name: '0004-pictures-and-time-zones', class: PicturesAndTimeZones },
  { name: '0005-stars', class: Stars },
  { name: '0006-status-limits', class: StatusLimits },
  { name: '0007-search', class: Search },
  { name: '0008-workflow-rules', class: WorkflowRules },
  { name: '0009-project-depth', class: ProjectDepth },
  { name: '0010-task-depth', class: TaskDepth },
  { name: '0013-views', class: Views },
  { name: '0014-files', class: Files },
  { name: '0015-time', class: Time },
  { name: '0016-departments', class: Departments },
  { name: '0017-team-depth', class: TeamDepth },
  { name: '0018-custom-fields', class: CustomFields },
  { name: '0019-events-by-id-and-actor', class: EventsByIdAndActor },
  { name: '0020-project-templates', class: ProjectTemplates },
]
