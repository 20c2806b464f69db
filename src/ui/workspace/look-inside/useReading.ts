import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReadFailure } from '../../../session/inside';
import type { Outcome } from '../../../session/services';
import { waitUntil } from '../../../session/throttleGate';
import { useAppContext } from '../../appContext';
import { signedInMessages } from '../signedInMessages';
import { isRepeated, isSessionInDoubt, reasonToRepeat } from './readMessage';

/** State of the current or last read. */
export type Reading =
  | { readonly kind: 'idle' }
  | { readonly kind: 'reading' }
  /** The next attempt is sent automatically at `at` (ms). */
  | { readonly kind: 'waiting'; readonly at: number; readonly failure: ReadFailure }
  | { readonly kind: 'failed'; readonly failure: ReadFailure };

export type Ask<T> = (signal: AbortSignal) => Promise<Outcome<T, ReadFailure>>;

/** Initial and maximum delay (ms) before a read is retried. */
const firstPauseMs = 2_000;
const longestPauseMs = 60_000;

/**
 * Sends one read at a time. Retries a read if the service requests it, for example because a script
 * has locked the workbook, or if there was no network: then at once when the network is back. The
 * delay doubles until the read succeeds or the user cancels it. If the session may have ended,
 * refreshes it so that its card shows the truth.
 */
export function useReading(online: boolean): {
  readonly reading: Reading;
  /** Resolves to the value, or to undefined if the read failed or was cancelled. */
  readonly read: <T>(ask: Ask<T>) => Promise<T | undefined>;
  readonly cancel: () => void;
} {
  const { announce, clock, dispatch, messages } = useAppContext();
  const [reading, setReading] = useState<Reading>({ kind: 'idle' });
  const current = useRef<AbortController>(undefined);
  /** Ends the pause before the next attempt. */
  const pause = useRef<AbortController>(undefined);
  const isOnline = useRef(online);
  useEffect(() => {
    isOnline.current = online;
    if (online) pause.current?.abort();
  }, [online]);

  const cancel = useCallback(() => {
    current.current?.abort();
    setReading({ kind: 'idle' });
  }, []);
  useEffect(() => () => current.current?.abort(), []);

  const read = useCallback(
    async <T>(ask: Ask<T>): Promise<T | undefined> => {
      current.current?.abort();
      const controller = new AbortController();
      const { signal } = controller;
      current.current = controller;
      const isCancelled = (): boolean => signal.aborted;
      const { card } = signedInMessages(messages);
      let reported: string | undefined;
      for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
        setReading({ kind: 'reading' });
        const outcome = await ask(signal);
        if (isCancelled()) return undefined;
        if (outcome.ok) {
          setReading({ kind: 'idle' });
          return outcome.value;
        }
        const { failure } = outcome;
        if (!isRepeated(failure)) {
          if (isSessionInDoubt(failure)) dispatch({ kind: 'refreshRequested', isCheck: true });
          setReading({ kind: 'failed', failure });
          return undefined;
        }
        const at = Math.max(clock.now() + pauseMs, failure.notBefore ?? 0);
        const why = reasonToRepeat(failure, messages, isOnline.current);
        // Once for the same reason, not for each attempt.
        if (why !== reported) announce(messages.because(why, card.again));
        reported = why;
        setReading({ kind: 'waiting', at, failure });
        pause.current = new AbortController();
        await waitUntil(at, clock, AbortSignal.any([signal, pause.current.signal]));
        if (isCancelled()) return undefined;
      }
    },
    [announce, clock, dispatch, messages],
  );
  return { reading, read, cancel };
}
