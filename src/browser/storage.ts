/** How long a stored value is kept: on the device, or until the tab is closed. */
export type Lifetime = 'device' | 'tab';

// The property itself throws where the browser denies storage.
const storageOf = (lifetime: Lifetime): Storage =>
  lifetime === 'device' ? localStorage : sessionStorage;

/** The result of the task, or `otherwise` if it throws: storage may be denied. */
function attempt<T>(task: () => T, otherwise: T): T {
  try {
    return task();
  } catch {
    return otherwise;
  }
}

/**
 * Whether storage works: the browser may block third-party storage, which the pane's is in Excel on
 * the web.
 */
export const storageAllowed = (): boolean => attempt(() => storageOf('tab').length >= 0, false);

/** The stored value; null if there is none, if it is not JSON, or if storage is denied. */
export const readStored = (lifetime: Lifetime, key: string): unknown =>
  attempt(() => parseJson(storageOf(lifetime).getItem(key)), null);

/**
 * Stores the value as JSON; null removes it. The result is null, or the name of the browser's error
 * if storage is denied or full.
 */
export function writeStored(lifetime: Lifetime, key: string, value: unknown): string | null {
  try {
    if (value === null) storageOf(lifetime).removeItem(key);
    else storageOf(lifetime).setItem(key, JSON.stringify(value));
    return null;
  } catch (error) {
    return error instanceof Error ? error.name : 'Error';
  }
}

/** The keys of all stored values of this origin; none if storage is denied. */
export const storedKeys = (lifetime: Lifetime): string[] =>
  attempt(() => Object.keys(storageOf(lifetime)), []);

/** Calls back with each value on the device that another page of this origin changes. */
export function onStored(callback: (key: string, value: unknown) => void): void {
  addEventListener('storage', ({ key, newValue }) => {
    if (key !== null) callback(key, parseJson(newValue));
  });
}

function parseJson(text: string | null): unknown {
  return attempt<unknown>(() => JSON.parse(text ?? 'null'), null);
}
