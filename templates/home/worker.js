// The service worker of /emergency/ {{ version }}: one page in one language, and what it needs. Nothing else, ever.
{% if keeping %}
const PAGE = new URL(self.registration.scope).pathname;
const FILES = {{ files|safe }};
const BEGINNING = `sayso-emergency ${PAGE} `;
const KEPT = BEGINNING + '{{ version }}';
const PATIENCE = 3000;
const ANONYMOUS = { credentials: 'omit', cache: 'no-cache' };
const usable = (answer) => answer?.ok && !answer.redirected;

const save = async (cache, address, answer) => {
  const headers = new Headers(answer.headers);
  for (const name of ['content-encoding', 'content-length', 'vary']) headers.delete(name);
  headers.set('x-saved', new Date().toISOString());
  await cache.put(address, new Response(await answer.blob(), { headers }));
};

const fetchAndSave = async (cache, address) => {
  const answer = await fetch(address, ANONYMOUS);
  if (!usable(answer)) throw new Error(`${address}: ${answer.status}`);
  await save(cache, address, answer);
};

self.addEventListener('install', (event) => event.waitUntil((async () => {
  const cache = await caches.open(KEPT);
  await Promise.all([PAGE, ...FILES].map((address) => fetchAndSave(cache, address)));
  await self.skipWaiting();
})()));

self.addEventListener('activate', (event) => event.waitUntil((async () => {
  const old = (await caches.keys()).filter((name) => name.startsWith(BEGINNING) && name !== KEPT);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
})()));

// The network for three seconds, then what is kept. Later news still refreshes the copy, unless it was removed meanwhile.
const freshOrKept = async (event) => {
  const cache = await caches.has(KEPT) && await caches.open(KEPT);
  const fresh = fetch(PAGE, ANONYMOUS).then(async (answer) => {
    if (cache && usable(answer)) await save(cache, PAGE, answer.clone());
    return answer;
  }).catch(() => undefined);
  event.waitUntil(fresh);
  const first = await Promise.race([fresh, new Promise((done) => { setTimeout(done, PATIENCE); })]);
  if (usable(first)) return first;
  const kept = await caches.match(PAGE);
  if (kept) return kept;
  const last = await fresh;
  return last?.redirected ? Response.redirect(last.url) : last ?? Response.error();
};

self.addEventListener('fetch', (event) => {
  const { origin, pathname, search } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== self.location.origin) return;
  if (pathname === PAGE && event.request.mode === 'navigate') event.respondWith(freshOrKept(event));
  else if (FILES.includes(pathname + search)) {
    event.respondWith(caches.match(pathname + search).then((kept) => kept ?? fetch(event.request)));
  }
});
{% else %}
// Switched off: whoever still has an older worker loses it, and everything that it kept.
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) await caches.delete(name);
  await self.registration.unregister();
})()));
{% endif %}
