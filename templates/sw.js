/* Shows the offline page when a page cannot be fetched, and does nothing else: pages always come from
   the network, so what was unpublished is gone at once. */
{% load static nurinet_tags %}{% vendor_css as sheets %}
const CACHE = "nurinet-offline-{% static 'nurinet/site.css' %}";
const OFFLINE = "/offline/";
const FILES = [
  OFFLINE,
  "{% static 'nurinet/site.css' %}",
  "{% static 'nurinet/parts.css' %}",
  "{% static 'nurinet/site.js' %}",
  "{% static 'nurinet/icons.svg' %}",{% for sheet in sheets %}
  "{{ sheet }}",{% endfor %}
];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name !== CACHE).map((name) => caches.delete(name));
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names))));
});

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  if (/^\/(admin|accounts|api)\//.test(address.pathname)) return;
  if (event.request.mode === "navigate") {
    event.respondWith(fetch(event.request).catch(() => caches.match(OFFLINE)));
  } else if (FILES.includes(address.pathname)) {
    event.respondWith(fetch(event.request).catch(() => caches.match(address.pathname)));
  }
});
