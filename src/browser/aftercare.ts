import type { Clock } from '../session/ports';
import { comeBackMs } from '../session/leaving';

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

/** The worker's end: closes what was left, unless somebody is back in time. */
export function createGrace(clock: Clock, close: (word: LeftWord) => Promise<unknown>) {
  const waiting = new Map<string, () => void>();
  function back(sessionId: string): void {
    waiting.get(sessionId)?.();
    waiting.delete(sessionId);
  }
  return {
    back,
    /** Settles once the session is closed, or need not be. */
    left(word: LeftWord): Promise<unknown> {
      back(word.sessionId);
      return new Promise<unknown>((resolve) => {
        const cancel = clock.wake(clock.now() + comeBackMs, () => {
          waiting.delete(word.sessionId);
          resolve(close(word));
        });
        waiting.set(word.sessionId, () => {
          cancel();
          resolve(undefined);
        });
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
