// Prometheus metrics of this process.
import { setTimeout as sleep } from 'node:timers/promises'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

export const metrics = new Registry()
collectDefaultMetrics({ register: metrics })

const requests = new Histogram({
  name: 'lockstep_http_request_seconds', help: 'Time to answer API requests, by the route\'s pattern', labelNames: ['method', 'route', 'status'], registers: [metrics],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
})

/** `route` is the pattern of an endpoint's path, never what was asked: labels must stay few. */
export function observeRequest({ method, route = 'none', status }: { method: string; route?: string; status: number }, milliseconds: number): void {
  requests.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, milliseconds / 1000)
}

/** Shows counters that live elsewhere (the relay's) under `lockstep_<name>`. */
export function exposeGauges(prefix: string, read: () => Record<string, number>): void {
  for (const name of Object.keys(read())) {
    const metric = `lockstep_${prefix}_${name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`
    metrics.removeSingleMetric(metric)
    new Gauge({ name: metric, help: name, registers: [metrics], collect() { this.set(read()[name] ?? 0) } })
  }
}

const delays = new Histogram({
  name: 'lockstep_event_delay_seconds', help: 'From the moment of a transaction until its event is given to the sockets of this node', registers: [metrics],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
})

export function observeDelivery(milliseconds: number): void {
  delays.observe(Math.max(0, milliseconds) / 1000)
}

/** Whoever asks for the metrics waits no longer for what the database is asked, and asks it no more often. */
const ASKED_WITHIN_MS = 1000
const ASKED_EVERY_MS = 5000

/** A gauge with one label, whose values are asked for at a scrape; what cannot be asked then is left out. */
export function exposeByLabel(name: string, help: string, label: string, read: () => Promise<Record<string, number>> | Record<string, number>): void {
  metrics.removeSingleMetric(name)
  const ask = rarely(read)
  new Gauge({ name, help, labelNames: [label], registers: [metrics], async collect() {
    const values = await Promise.race([ask(), sleep(ASKED_WITHIN_MS, {}, { ref: false })])
    this.reset()
    for (const [value, count] of Object.entries(values)) this.set({ [label]: value }, count)
  } })
}

/** What it said last, for a while; it is not asked again while it has not answered. What tells at once is always asked. */
function rarely(read: () => Promise<Record<string, number>> | Record<string, number>): () => Promise<Record<string, number>> | Record<string, number> {
  let kept: Promise<Record<string, number>> | undefined
  return () => {
    if (kept) return kept
    const values = read()
    if (!(values instanceof Promise)) return values
    kept = values.catch(() => ({}))
    void kept.then(() => sleep(ASKED_EVERY_MS, undefined, { ref: false })).then(() => { kept = undefined })
    return kept
  }
}

export const eventsAppended = new Counter({ name: 'lockstep_events_appended_total', help: 'Events committed by this node', registers: [metrics] })
