// The service worker of this page (built client only): opens closed tabs without a network, and notices new versions.

const ASKED_EVERY = 60 * 60_000
/** The first page shall not share its network with files for later. */
const REGISTERED_AFTER = 3_000

class Installed {
  /** A newer version of the client was installed while this page was open. */
  isOutdated = $state(false)

  /** Registers the worker. Without secure context (plain HTTP on a LAN) there is none, and the page works as before. */
  start(): void {
    const workers = typeof navigator === 'undefined' ? undefined : navigator.serviceWorker
    if (!workers) return
    const wasControlled = workers.controller !== null
    workers.addEventListener('controllerchange', () => {
      if (wasControlled) void this.#compare()
    })
    setTimeout(() => void this.#register(workers), REGISTERED_AFTER)
  }

  async #register(workers: ServiceWorkerContainer): Promise<void> {
    try {
      const registration = await workers.register('/service-worker.js')
      setInterval(() => void registration.update().catch(() => undefined), ASKED_EVERY)
    } catch {
      // Forbidden by the browser's settings: then a closed tab needs a network.
    }
  }

  /** The page that the server gives now begins with another script than this one did. */
  async #compare(): Promise<void> {
    const own = document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.getAttribute('src')
    const page = await fetch('/', { headers: { Accept: 'text/html' } }).then((answer) => answer.text()).catch(() => '')
    if (own && page && !page.includes(own)) this.isOutdated = true
  }
}

export const installed = new Installed()
