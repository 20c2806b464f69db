/** Whether anything can be remembered here: third-party storage may be blocked, and Excel on the web makes the pane that. */
export function storageAllowed(): boolean {
  try {
    return sessionStorage.length >= 0;
  } catch {
    return false;
  }
}

/** A thing to be remembered: on this device, or as long as this tab lives. Without storage, as long as this page. */
export function createMark(name: string, lives: 'device' | 'tab'): { get: () => boolean; set: (on: boolean) => void } {
  const key = `session-keeper.${name}`;
  let marked = false;
  const storage = (): Storage => (lives === 'device' ? localStorage : sessionStorage);
  try {
    marked = storage().getItem(key) !== null;
  } catch {
    // Storage is denied.
  }
  return {
    get: () => marked,
    set(on) {
      marked = on;
      try {
        if (on) storage().setItem(key, '1');
        else storage().removeItem(key);
      } catch {
        // Storage is denied or full.
      }
    },
  };
}

/** Whether MSAL keeps an account in this tab's storage, by the name of its list of accounts (msal-browser 5, CacheKeys). */
export function msalMayKnowSomebody(): boolean {
  try {
    return Object.keys(sessionStorage).some((key) => key.startsWith('msal.') && key.endsWith('.account.keys'));
  } catch {
    return false;
  }
}
