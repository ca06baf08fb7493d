// How questions that count very much are asked.
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'

const PLANNED = `select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('statement_timeout', '15s', true)`

/** Planned for what is asked: a plan for every place and period alike, which prepared statements come to have, takes ten times as long. */
export async function planEach(work: Work): Promise<void> {
  await query(work.em, PLANNED)
}
