import type { Clock } from '../session/ports';
import { aloneMs, comeBackMs } from '../session/leaving';

/** What the worker needs to close a session whose page is gone. It stands in memory only, as long as the worker waits. */
export interface LeftWord {
  readonly kind: 'left';
  readonly graphRoot: string;
  readonly token: string;
  readonly driveId: string;
  readonly itemId: string;
  readonly sessionId: string;
}

/** The page is back, or another one holds the same session. */
export interface BackWord {
  readonly kind: 'back';
  readonly sessionId: string;
}

/**
 * The pane's end of the service worker `script`, which waits a moment behind a page that goes: a page cannot know whether
 * it is reloaded or closed, nor do anything afterwards. It is fetched with the first word. `left` is told of each session
 * that another page has left. Where workers or storage are denied, nothing happens.
 */
export function createAftercare(script: string, left: (sessionId: string) => void) {
  let ready: Promise<ServiceWorkerRegistration | null> | undefined;
  async function register(): Promise<ServiceWorkerRegistration | null> {
    try {
      const { serviceWorker } = navigator;
      serviceWorker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (typeof data === 'string') left(data);
      });
      serviceWorker.startMessages();
      await serviceWorker.register(trusted(script));
      return await serviceWorker.ready;
    } catch {
      return null;
    }
  }
  return {
    tell(word: LeftWord | BackWord): void {
      ready ??= register();
      // Settled long ago when the page goes: the microtask still runs before it is gone.
      void ready.then((registration) => registration?.active?.postMessage(word));
    },
  };
}

interface TrustedTypes {
  createPolicy(name: string, rules: { readonly createScriptURL: (url: string) => string }): { createScriptURL(url: string): string };
}

/** Where a page demands Trusted Types, the address of a script is taken from a policy only. */
function trusted(script: string): string {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  return trustedTypes?.createPolicy('session-keeper-worker', { createScriptURL: (url) => url }).createScriptURL(script) ?? script;
}

/**
 * Whether the engine ends a worker before the time for coming back is over: WebKit does, 10 s after the last page, whatever
 * the worker waits for; only a fetch with `keepalive` goes on. Source: WebKit, SWServer::defaultTerminationDelay.
 */
export const endsWorkersEarly = (userAgent: string): boolean => /AppleWebKit(?!.*Chrome)/.test(userAgent);

/**
 * The worker's end: closes what was left, unless somebody is back in time. Where workers are ended early, `isAlone` tells
 * whether no page is there: one that is loading keeps the worker, and has all the time.
 */
export function createGrace(clock: Clock, close: (word: LeftWord) => Promise<unknown>, isAlone?: () => Promise<boolean>) {
  const waiting = new Map<string, () => void>();
  function back(sessionId: string): void {
    waiting.get(sessionId)?.();
  }
  return {
    back,
    /** Settles once the session is closed, or need not be. */
    left(word: LeftWord): Promise<unknown> {
      back(word.sessionId);
      return new Promise<unknown>((resolve) => {
        const leftAt = clock.now();
        const over = (closed?: Promise<unknown>): void => {
          waiting.delete(word.sessionId);
          cancel();
          cancelLook?.();
          resolve(closed);
        };
        const end = (): void => {
          // Somebody may have been back, or have left anew, while the pages were counted.
          if (waiting.get(word.sessionId) === over) over(close(word));
        };
        const cancel = clock.wake(leftAt + comeBackMs, end);
        const cancelLook = isAlone && clock.wake(leftAt + aloneMs, () => void isAlone().then((alone) => (alone ? end() : undefined), () => undefined));
        waiting.set(word.sessionId, over);
      });
    },
  };
}

/** A word that came to the worker, or undefined where it is none of ours. */
export function parseWord(data: unknown): LeftWord | BackWord | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { kind, graphRoot, token, driveId, itemId, sessionId } = data as Readonly<Record<string, unknown>>;
  if (typeof sessionId !== 'string') return undefined;
  if (kind === 'back') return { kind, sessionId };
  if (kind !== 'left' || typeof graphRoot !== 'string' || typeof token !== 'string') return undefined;
  return typeof driveId === 'string' && typeof itemId === 'string' ? { kind, graphRoot, token, driveId, itemId, sessionId } : undefined;
}
