// Statements that leave in one write: they run in the order of calls, and all must be waited for before one goes on.

/** Waits for all; throws what the first of them in order failed with. */
export async function together<T extends readonly unknown[]>(asked: { readonly [K in keyof T]: Promise<T[K]> }): Promise<T> {
  const answers = await Promise.allSettled(asked)
  const failed = answers.find((answer) => answer.status === 'rejected')
  if (failed) throw failed.reason
  return answers.map((answer) => (answer as PromiseFulfilledResult<unknown>).value) as unknown as T
}
