/** Whether anything can be remembered here: third-party storage may be blocked, and Excel on the web makes the pane that. */
export function storageAllowed(): boolean {
  try {
    return sessionStorage.length >= 0;
  } catch {
    return false;
  }
}

/** A thing to be remembered: on this device, or as long as this tab lives. Without storage, as long as this page. */
export function createStorageFlag(
  name: string,
  lives: 'device' | 'tab',
): { get: () => boolean; set: (on: boolean) => void } {
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

/** The accounts that signed out on this device, by home account id: as src/auth needs them, see SignedOutAccounts there. */
export function createSignedOutAccounts() {
  const key = 'session-keeper.signedOutAccounts';
  const most = 100;
  let kept: readonly string[] = [];
  const read = (): readonly string[] => {
    try {
      const found: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
      kept = Array.isArray(found) ? found.filter((id) => typeof id === 'string') : [];
    } catch {
      // Storage is denied, or holds something else.
    }
    return kept;
  };
  const write = (ids: readonly string[]): void => {
    kept = ids.slice(-most);
    try {
      localStorage.setItem(key, JSON.stringify(kept));
    } catch {
      // Storage is denied or full.
    }
  };
  return {
    has: (accountId: string) => read().includes(accountId),
    add: (accountId: string) => write([...read().filter((id) => id !== accountId), accountId]),
    remove: (accountId: string) => {
      if (read().includes(accountId)) write(kept.filter((id) => id !== accountId));
    },
    tab: createStorageFlag('signedOut', 'tab'),
  };
}

/** Whether MSAL keeps an account in this tab's storage, by the name of its list of accounts (msal-browser 5, CacheKeys). */
export function hasCachedAccount(): boolean {
  try {
    return Object.keys(sessionStorage).some(
      (key) => key.startsWith('msal.') && key.endsWith('.account.keys'),
    );
  } catch {
    return false;
  }
}
