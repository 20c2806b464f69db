import { vi } from 'vitest';

type StorageName = 'localStorage' | 'sessionStorage';

/** The browser's storage, as a page sees it: the names are own properties. Full, it takes nothing more and gives back what it has. */
export function createStorage(isFull = () => false): Storage {
  const methods = {
    getItem: (name: string): string | null =>
      Object.hasOwn(storage, name) ? (storage[name] ?? null) : null,
    setItem(name: string, value: string): void {
      if (isFull()) throw new DOMException('', 'QuotaExceededError');
      storage[name] = value;
    },
    removeItem: (name: string): void => void Reflect.deleteProperty(storage, name),
    get length(): number {
      return Object.keys(storage).length;
    },
  };
  const storage: Record<string, string> = Object.create(methods) as Record<string, string>;
  return storage as unknown as Storage;
}

/** From now on a page that touches its storage gets an error, as where third-party storage is blocked. */
export function denyStorage(): void {
  for (const name of ['localStorage', 'sessionStorage'] satisfies StorageName[]) {
    vi.stubGlobal(name, undefined);
    const get = (): never => {
      throw new DOMException('', 'SecurityError');
    };
    Object.defineProperty(globalThis, name, { configurable: true, get });
  }
}
