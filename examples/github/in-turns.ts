// Does something for each of many, a few at the same time.

/** The first failure ends it. */
export async function inTurns<T>(items: readonly T[], atOnce: number, action: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values()
  const worker = async () => {
    for (const item of queue) await action(item)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
