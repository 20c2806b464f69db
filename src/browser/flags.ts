import type { Lifetime } from './storage';
import { readStored, storedKeys, writeStored } from './storage';

/** A stored boolean. Without storage it lasts as long as the page. */
export function createStorageFlag(
  name: string,
  lifetime: Lifetime,
): { get: () => boolean; set: (on: boolean) => void } {
  const { get, set } = createStored(name, lifetime);
  return { get: () => get() !== null, set: (on) => set(on ? 1 : null) };
}

/**
 * The home account id of who has agreed to something, or null. Without storage it lasts as long as
 * the page.
 */
export function createAccountMark(
  name: string,
  lifetime: Lifetime,
): { get: () => string | null; set: (accountId: string | null) => void } {
  const { get, set } = createStored(name, lifetime);
  return {
    get() {
      const stored = get();
      return typeof stored === 'string' ? stored : null;
    },
    set,
  };
}

function createStored(name: string, lifetime: Lifetime) {
  const key = `session-keeper.${name}`;
  let current = readStored(lifetime, key);
  return {
    get: () => current,
    set: (value: unknown) => {
      current = value;
      writeStored(lifetime, key, value);
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
  /** False after a write failed: the page's own list is the newer one from then on. */
  let isStored = true;
  const read = (): readonly string[] => {
    const stored = isStored ? readStored('device', key) : null;
    if (Array.isArray(stored)) ids = stored.filter((id) => typeof id === 'string');
    return ids;
  };
  const write = (changed: readonly string[]): void => {
    ids = changed.slice(-maxIds);
    isStored = writeStored('device', key, ids) === null;
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
export const hasCachedAccount = (): boolean =>
  storedKeys('tab').some((key) => key.startsWith('msal.') && key.endsWith('.account.keys'));
