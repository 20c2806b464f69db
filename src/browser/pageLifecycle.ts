/**
 * Calls back when the page becomes visible or focused, returns from the back/forward cache, or
 * resumes. Returns the function that unsubscribes.
 */
export function onWake(callback: () => void): () => void {
  const visible = (): void => {
    if (document.visibilityState === 'visible') callback();
  };
  document.addEventListener('visibilitychange', visible);
  document.addEventListener('resume', callback);
  window.addEventListener('focus', callback);
  window.addEventListener('pageshow', callback);
  return () => {
    document.removeEventListener('visibilitychange', visible);
    document.removeEventListener('resume', callback);
    window.removeEventListener('focus', callback);
    window.removeEventListener('pageshow', callback);
  };
}

/**
 * Calls back with the browser's network status, now and on each change. Returns the function that
 * unsubscribes.
 */
export function onNetwork(callback: (online: boolean) => void): () => void {
  const online = (): void => callback(true);
  const offline = (): void => callback(false);
  window.addEventListener('online', online);
  window.addEventListener('offline', offline);
  callback(navigator.onLine);
  return () => {
    window.removeEventListener('online', online);
    window.removeEventListener('offline', offline);
  };
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
