import type { Locks } from '../session/services';
import type { RecordKey } from '../session/stored';

/** The type says that it is always defined, but old web views lack it. */
const lockManager = (): LockManager | null =>
  (globalThis.navigator as { readonly locks?: LockManager }).locks ?? null;

const nameOf = (...parts: readonly string[]): string =>
  `session-keeper:${parts.map(encodeURIComponent).join(':')}`;
const recordName = ({ accountId, driveId, itemId }: RecordKey): string =>
  nameOf('record', accountId, driveId, itemId);

/**
 * Web Locks, shared by all panes of this origin and released when their page ends. Without Web
 * Locks (an old web view, or denied storage) each pane counts as the only one. Source: Web Locks
 * API.
 */
export function createLocks(locks: LockManager | null = lockManager()): Locks {
  const turns = new Map<string, Promise<unknown>>();
  // Held for the life of the pane. Its client id identifies this pane among the holders of a lock.
  const paneName = nameOf('pane', crypto.randomUUID());
  void locks?.request(paneName, () => new Promise(() => undefined)).catch(() => undefined);

  /** Runs the task while holding the lock, or without a lock where Web Locks are missing. */
  async function withLock<T>(
    name: string,
    task: () => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const started: Promise<T>[] = [];
    const run = (): Promise<T> => {
      const running = task();
      started.push(running);
      return running;
    };
    if (locks === null) return run();
    try {
      return await locks.request(name, signal === undefined ? {} : { signal }, run);
    } catch (error) {
      if (started.length > 0 || signal?.aborted === true) throw error;
      // The browser denies locks here, so the task runs without one.
      return run();
    }
  }

  return {
    hold(key, held) {
      const name = recordName(key);
      const controller = new AbortController();
      let release = (): void => undefined;
      const released = new Promise<void>((resolve) => (release = resolve));
      const task = (): Promise<void> => {
        if (!controller.signal.aborted) held();
        return released;
      };
      void Promise.resolve()
        .then(() => withLock(name, task, controller.signal))
        .catch(() => undefined);
      return () => {
        controller.abort();
        release();
      };
    },

    async holders(key) {
      const name = recordName(key);
      try {
        const { held = [], pending = [] } = locks === null ? {} : await locks.query();
        const self = held.find((lock) => lock.name === paneName)?.clientId;
        return new Set(
          [...held, ...pending].flatMap((lock) =>
            lock.name === name && lock.clientId !== self ? [lock.clientId] : [],
          ),
        ).size;
      } catch {
        return 0;
      }
    },

    inTurn({ driveId, itemId }, task) {
      const name = nameOf('requests', driveId, itemId);
      // Tasks of this pane run in call order; the lock orders them among panes.
      const next = (turns.get(name) ?? Promise.resolve()).then(() => withLock(name, task));
      turns.set(
        name,
        next.catch(() => undefined),
      );
      return next;
    },
  };
}
