// Prometheus metrics of this process.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

export const metrics = new Registry()
collectDefaultMetrics({ register: metrics })

const requests = new Histogram({
  name: 'lockstep_http_request_seconds', help: 'Time to answer API requests', labelNames: ['method', 'status'], registers: [metrics],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
})

export function observeRequest(method: string, status: number, milliseconds: number): void {
  requests.observe({ method, status: `${Math.floor(status / 100)}xx` }, milliseconds / 1000)
}

/** Shows counters that live elsewhere (the relay's) under `lockstep_<name>`. */
export function exposeGauges(prefix: string, read: () => Record<string, number>): void {
  for (const name of Object.keys(read())) {
    const metric = `lockstep_${prefix}_${name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`
    metrics.removeSingleMetric(metric)
    new Gauge({ name: metric, help: name, registers: [metrics], collect() { this.set(read()[name] ?? 0) } })
  }
}

export const eventsAppended = new Counter({ name: 'lockstep_events_appended_total', help: 'Events committed by this node', registers: [metrics] })
