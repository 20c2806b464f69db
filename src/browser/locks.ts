import type { Locks } from '../session/ports';
import type { RecordKey } from '../session/state';

/** Typed as always there, but old web views have none. */
const lockManager = (): LockManager | undefined => (globalThis.navigator as { readonly locks?: LockManager }).locks;

const nameOf = (...parts: readonly string[]): string => `session-keeper:${parts.map(encodeURIComponent).join(':')}`;
const recordName = ({ accountId, driveId, itemId }: RecordKey): string => nameOf('record', accountId, driveId, itemId);

/**
 * Owns the browser's locks, which all panes of this origin share and which end with the page that holds them. Without them
 * (an old web view, or storage that is denied) each pane counts as the only one. Source: Web Locks API.
 */
export function createLocks(locks: LockManager | undefined = lockManager()): Locks {
  const own = new Map<string, number>();
  const turns = new Map<string, Promise<unknown>>();
  const count = (name: string, by: number): void => void own.set(name, (own.get(name) ?? 0) + by);

  /** The lock, or its equivalent within this pane. `release` settles when it is to be let go of. */
  async function withLock<T>(name: string, task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const begun: Promise<T>[] = [];
    const run = (): Promise<T> => {
      const running = task();
      begun.push(running);
      return running;
    };
    if (locks === undefined) return run();
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
      count(name, 1);
      let release = (): void => undefined;
      const released = new Promise<void>((resolve) => (release = resolve));
      const task = (): Promise<void> => {
        if (!controller.signal.aborted) held();
        return released;
      };
      void withLock(name, task, controller.signal).catch(() => undefined).finally(() => count(name, -1));
      return () => {
        controller.abort();
        release();
      };
    },

    async holders(key) {
      const name = recordName(key);
      // Counted before the answer comes: this pane may let go of its lock meanwhile, which the answer does not know.
      const ours = own.get(name) ?? 0;
      try {
        const { held = [], pending = [] } = locks === undefined ? {} : await locks.query();
        return Math.max(0, [...held, ...pending].filter((lock) => lock.name === name).length - ours);
      } catch {
        return 0;
      }
    },

    inTurn({ driveId, itemId }, task) {
      const name = nameOf('requests', driveId, itemId);
      // Within this pane in the order of the calls; beyond it, by the lock.
      const next = (turns.get(name) ?? Promise.resolve()).then(() => withLock(name, task));
      turns.set(name, next.catch(() => undefined));
      return next;
    },
  };
}
