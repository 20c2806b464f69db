/**
 * Calls back when the page becomes visible or focused, returns from the back/forward cache, or
 * resumes.
 */
export function onWake(callback: () => void): void {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') callback();
  });
  document.addEventListener('resume', callback);
  window.addEventListener('focus', callback);
  window.addEventListener('pageshow', callback);
}

/** Calls back with the browser's network status, now and on each change. */
export function onNetwork(callback: (online: boolean) => void): void {
  window.addEventListener('online', () => callback(true));
  window.addEventListener('offline', () => callback(false));
  callback(navigator.onLine);
}

/** Calls back when the page closes, reloads, or enters the back/forward cache. */
export function onPageHide(callback: () => void): void {
  window.addEventListener('pagehide', callback);
}

/** Calls back when the page returns from the back/forward cache. */
export function onPageRestore(callback: () => void): void {
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) callback();
  });
}
