import type { SimulatedPage } from './time';

interface Request {
  readonly page: SimulatedPage;
  readonly name: string;
  readonly begin: () => void;
}

type Granted<T> = (lock: Lock | null) => T;

/**
 * The locks of one browser: exclusive, granted asynchronously in the order of the requests, and
 * released when their page ends. Source: Web Locks API.
 */
export class WebLocks {
  readonly #held = new Map<string, Request>();
  #pending: readonly Request[] = [];

  /** The lock manager of one page. */
  managerFor(page: SimulatedPage): LockManager {
    return {
      query: () => {
        const info = ({ name, page: { clientId } }: Request): LockInfo => ({
          name,
          mode: 'exclusive',
          clientId,
        });
        return Promise.resolve({
          held: [...this.#held.values()].map(info),
          pending: this.#pending.map(info),
        });
      },
      request: <T>(
        name: string,
        optionsOrCallback: LockOptions | Granted<T>,
        callback?: Granted<T>,
      ) => {
        const options = typeof optionsOrCallback === 'function' ? {} : optionsOrCallback;
        const granted = typeof optionsOrCallback === 'function' ? optionsOrCallback : callback;
        if (granted === undefined) throw new TypeError('A lock needs a callback.');
        return this.#request(page, name, options, granted);
      },
    };
  }

  /** True if this page holds a lock whose name contains this text. */
  holds(page: SimulatedPage, namePart: string): boolean {
    return [...this.#held.values()].some(
      (request) => request.page === page && request.name.includes(namePart),
    );
  }

  /** Releases the locks of a page that ended. */
  release(page: SimulatedPage): void {
    this.#pending = this.#pending.filter((request) => request.page !== page);
    for (const [name, request] of this.#held) if (request.page === page) this.#free(name);
  }

  #request<T>(
    page: SimulatedPage,
    name: string,
    { signal }: LockOptions,
    granted: Granted<T>,
  ): Promise<Awaited<T>> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(new DOMException('', 'AbortError'));
        return;
      }
      const run = async (): Promise<Awaited<T>> => await granted({ name, mode: 'exclusive' });
      const begin = (): void => {
        signal?.removeEventListener('abort', cancel);
        void run()
          .then(resolve, reject)
          .finally(() => (page.isAlive() ? this.#free(name) : undefined));
      };
      const request = { page, name, begin };
      const cancel = (): void => {
        this.#pending = this.#pending.filter((other) => other !== request);
        reject(new DOMException('', 'AbortError'));
      };
      signal?.addEventListener('abort', cancel, { once: true });
      this.#pending = [...this.#pending, request];
      this.#grant(name);
    });
  }

  #free(name: string): void {
    this.#held.delete(name);
    this.#grant(name);
  }

  #grant(name: string): void {
    queueMicrotask(() => {
      const next = this.#pending.find((request) => request.name === name);
      if (next === undefined || this.#held.has(name)) return;
      this.#pending = this.#pending.filter((request) => request !== next);
      this.#held.set(name, next);
      next.begin();
    });
  }
}
