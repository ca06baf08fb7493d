// Which allocations count, as SQL.

/** On `projects p`: its people are at work on it. */
export const RUNNING_PROJECT = `p.deleted_at is null and p.archived_at is null and not p.is_template and p.status not in ('completed', 'cancelled')`
