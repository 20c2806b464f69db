import type { Locks } from '../session/services';
import type { RecordKey } from '../session/state';

/** Typed as always there, but old web views have none. */
const lockManager = (): LockManager | null =>
  (globalThis.navigator as { readonly locks?: LockManager }).locks ?? null;

const nameOf = (...parts: readonly string[]): string =>
  `session-keeper:${parts.map(encodeURIComponent).join(':')}`;
const recordName = ({ accountId, driveId, itemId }: RecordKey): string =>
  nameOf('record', accountId, driveId, itemId);

/**
 * Owns the browser's locks, which all panes of this origin share and which end with the page that holds them. Without them
 * (an old web view, or storage that is denied) each pane counts as the only one. Source: Web Locks API.
 */
export function createLocks(locks: LockManager | null = lockManager()): Locks {
  const turns = new Map<string, Promise<unknown>>();
  // Held as long as the pane lives: by it the pane knows itself among the holders of a lock.
  const paneName = nameOf('pane', crypto.randomUUID());
  void locks?.request(paneName, () => new Promise(() => undefined)).catch(() => undefined);

  /** The lock, or its equivalent within this pane. `release` settles when it is to be let go of. */
  async function withLock<T>(
    name: string,
    task: () => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const begun: Promise<T>[] = [];
    const run = (): Promise<T> => {
      const running = task();
      begun.push(running);
      return running;
    };
    if (locks === null) return run();
    try {
      return await locks.request(name, signal === undefined ? {} : { signal }, run);
    } catch (error) {
      if (begun.length > 0 || signal?.aborted === true) throw error;
      // Locks are denied here: the task runs without.
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
      // Within this pane in the order of the calls; beyond it, by the lock.
      const next = (turns.get(name) ?? Promise.resolve()).then(() => withLock(name, task));
      turns.set(
        name,
        next.catch(() => undefined),
      );
      return next;
    },
  };
}
