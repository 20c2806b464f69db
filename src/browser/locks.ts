import { nextTurnLimitMs, turnLimitMs } from '../session/keepAlive';
import type { Clock, Locks } from '../session/services';
import type { RecordKey } from '../session/stored';
import { waitUntil } from '../session/throttleGate';

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
 * @param throttledUntil the end of the service's Retry-After, ms since the epoch
 */
export function createLocks(
  clock: Clock,
  throttledUntil: () => number,
  locks: LockManager | null = lockManager(),
): Locks {
  const turns = new Map<string, Promise<unknown>>();
  /** The locks that were waited for in vain, until they are granted. */
  const stuck = new Set<string>();
  // Held for the life of the pane. Its client id identifies this pane among the holders of a lock.
  const paneName = nameOf('pane', crypto.randomUUID());
  void locks?.request(paneName, () => new Promise(() => undefined)).catch(() => undefined);

  /**
   * Waits for the lock; the result releases it. Goes on without it where Web Locks are missing or
   * denied, or once the signal aborts.
   */
  const acquire = (name: string, signal: AbortSignal): Promise<() => void> =>
    new Promise((resolve) => {
      const none = (): void => resolve(() => undefined);
      const granted = (): Promise<void> => new Promise((release) => resolve(release));
      if (locks === null) none();
      else {
        void Promise.resolve()
          .then(() => locks.request(name, { signal }, granted))
          .catch(none);
      }
    });

  /**
   * Ends the wait for a turn at its time limit. During a Retry-After the holder of the lock may wait
   * at the gate: the limit counts from its end.
   */
  async function limitWait(name: string, waiting: AbortController): Promise<void> {
    const since = clock.now();
    const limitMs = stuck.has(name) ? nextTurnLimitMs : turnLimitMs;
    const end = (): number => Math.max(since, throttledUntil()) + limitMs;
    while (end() > clock.now() && !waiting.signal.aborted) {
      await waitUntil(end(), clock, waiting.signal);
    }
    if (!waiting.signal.aborted) stuck.add(name);
    waiting.abort();
  }

  return {
    hold(key, held) {
      const controller = new AbortController();
      const { signal } = controller;
      const acquired = acquire(recordName(key), signal);
      void acquired.then(() => {
        if (!signal.aborted) held();
      });
      return () => {
        controller.abort();
        void acquired.then((release) => release());
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

    inTurn({ driveId, itemId }, task, signal, exclusive = false) {
      const name = nameOf('requests', driveId, itemId);
      const inLock = async (): ReturnType<typeof task> => {
        const waiting = new AbortController();
        const wait = AbortSignal.any([signal, waiting.signal]);
        if (!exclusive) void limitWait(name, waiting);
        const release = await acquire(name, wait);
        if (!wait.aborted) stuck.delete(name);
        waiting.abort();
        return task().finally(release);
      };
      // Tasks of this pane run in call order; the lock orders them among panes.
      const next = (turns.get(name) ?? Promise.resolve()).then(inLock);
      turns.set(
        name,
        next.catch(() => undefined),
      );
      return next;
    },
  };
}
