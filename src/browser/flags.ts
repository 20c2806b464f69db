/**
 * Whether storage works: the browser may block third-party storage, which the pane's is in Excel on
 * the web.
 */
export function storageAllowed(): boolean {
  try {
    return sessionStorage.length >= 0;
  } catch {
    return false;
  }
}

/**
 * A boolean in storage, ids on the device or for the life of the tab. Without storage it lasts as
 * long as the page.
 */
export function createStorageFlag(
  name: string,
  lifetime: 'device' | 'tab',
): { get: () => boolean; set: (on: boolean) => void } {
  const key = `session-keeper.${name}`;
  let current = false;
  const storage = (): Storage => (lifetime === 'device' ? localStorage : sessionStorage);
  try {
    current = storage().getItem(key) !== null;
  } catch {
    // Storage is denied.
  }
  return {
    get: () => current,
    set(on) {
      current = on;
      try {
        if (on) storage().setItem(key, '1');
        else storage().removeItem(key);
      } catch {
        // Storage is denied or full.
      }
    },
  };
}

/**
 * The accounts that signed out on this device, by home account id. Implements SignedOutAccounts of
 * src/auth.
 */
export function createSignedOutAccounts() {
  const key = 'session-keeper.signedOutAccounts';
  const maxIds = 100;
  let ids: readonly string[] = [];
  /** True after a write failed: the page's own list is the newer one from then on. */
  let isOwn = false;
  const read = (): readonly string[] => {
    if (isOwn) return ids;
    try {
      const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
      ids = Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : [];
    } catch {
      // Storage is denied, or holds something else.
    }
    return ids;
  };
  const write = (changed: readonly string[]): void => {
    ids = changed.slice(-maxIds);
    try {
      localStorage.setItem(key, JSON.stringify(ids));
      isOwn = false;
    } catch {
      // Storage is denied or full.
      isOwn = true;
    }
  };
  return {
    has: (accountId: string) => read().includes(accountId),
    add: (accountId: string) => write([...read().filter((id) => id !== accountId), accountId]),
    remove: (accountId: string) => {
      if (read().includes(accountId)) write(ids.filter((id) => id !== accountId));
    },
    tab: createStorageFlag('signedOut', 'tab'),
  };
}

/**
 * Whether MSAL has an account in this tab's storage. Source: the name of its account list
 * (msal-browser 5, CacheKeys).
 */
export function hasCachedAccount(): boolean {
  try {
    return Object.keys(sessionStorage).some(
      (key) => key.startsWith('msal.') && key.endsWith('.account.keys'),
    );
  } catch {
    return false;
  }
}
