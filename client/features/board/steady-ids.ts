// Ids of a column's tasks, for what is counted by their order.

/** Gives the very same list while the order stays: a changed title must not make the places be counted anew. */
export function steadyIds(): (tasks: readonly { id: string }[]) => readonly string[] {
  let known: string[] = []
  return (tasks) => {
    if (tasks.length !== known.length || tasks.some(({ id }, index) => id !== known[index])) known = tasks.map(({ id }) => id)
    return known
  }
}
