/** Unregisters the service worker of an older build; this build has none. */
export function unregisterWorkers(): void {
  const registrations =
    'serviceWorker' in navigator ? navigator.serviceWorker.getRegistrations() : undefined;
  void registrations
    ?.then((found) => Promise.all(found.map((worker) => worker.unregister())))
    .catch(() => undefined);
}
