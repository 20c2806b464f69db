/** Calls back whenever the world stirs: visible, focused, shown again from the back/forward cache, resumed. */
export function onWaking(callback: () => void): () => void {
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

/** Calls back with what the browser says of the network, now and whenever it changes. */
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

/** Calls back when the page goes: closed, reloaded, or put away for a way back. */
export function onLeaving(callback: () => void): void {
  window.addEventListener('pagehide', callback);
}

/** Calls back when a page that was put away is shown again as it was. */
export function onReturning(callback: () => void): void {
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) callback();
  });
}
