/*
 * Where the course is no longer to be taken along: takes away what an earlier worker of it has kept, and itself.
 */
self.addEventListener("install", () => self.skipWaiting())
self.addEventListener("activate", event => event.waitUntil((async () => {
  const { pathname } = new URL(self.registration.scope)
  const ours = name => name === `course-seen:${pathname}` || name.startsWith(`course-taken:${pathname}:`)
  await Promise.all((await caches.keys()).filter(ours).map(name => caches.delete(name)))
  await self.registration.unregister()
})()))
