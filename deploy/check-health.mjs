// Health check of the container: ends with 0 when this node is ready for requests.
const ready = await fetch(`http://127.0.0.1:${process.env.PORT ?? 3000}/readyz`, { signal: AbortSignal.timeout(4000) })
  .then((answer) => answer.ok, () => false)
process.exit(ready ? 0 : 1)
