// The service worker: the built files of the client, so that a closed tab opens without a network. It never touches the
// API, keeps nothing of any person, and asks no other host. FILES and VERSION are written here by the build.
/* global FILES, VERSION */
const NAME = 'lockstep-files-'
const CURRENT = NAME + VERSION
const PAGE = '/index.html'
/** A network that is slower than this counts as none when a copy of the page is there. */
const PATIENCE = 3000

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CURRENT).then((cache) => cache.addAll(FILES.map((path) => new Request(path, { cache: 'no-cache' })))).then(() => self.skipWaiting()))
})

// Tabs of the version before go on with their own files until they are loaded anew.
self.addEventListener('activate', (event) => {
  event.waitUntil(caches.keys().then((names) => {
    const ours = names.filter((name) => name.startsWith(NAME))
    const before = ours.filter((name) => name !== CURRENT).at(-1)
    return Promise.all(ours.filter((name) => name !== CURRENT && name !== before).map((name) => caches.delete(name)))
  }).then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (url.pathname.startsWith('/api/') || url.pathname.startsWith('/socket.io/') || url.pathname.startsWith('/health')) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)))
  else if (FILES.includes(url.pathname)) event.respondWith(fetch(request).catch(() => caches.match(request).then((kept) => kept ?? Response.error())))
})

/** The page from the network, which has the newest; else the copy. */
async function page(request) {
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE, null))
  const answer = await Promise.race([fetch(request).catch(() => null), patience])
  if (answer && answer.status < 500) return answer
  const kept = await caches.open(CURRENT).then((cache) => cache.match(PAGE))
  return kept ?? answer ?? fetch(request)
}
