import type { Outcome } from '../session/services';
import { failed, succeeded } from '../session/services';

/** Features that Excel can refuse at run time although it reports support for them. */
export type Refusable = 'ribbon' | 'showPane' | 'visibility' | 'startup';

/** An error that Excel returned. It names neither a user nor a workbook. */
export interface Refusal {
  readonly what: Refusable;
  /**
   * Excel's own code, such as `AccessDenied` (a permission level that is too low) or
   * `HostRestartNeeded`.
   */
  readonly code: string;
}

/**
 * Errors that last until Excel restarts. Source: office.js, "Change the availability of add-in
 * commands".
 */
const lastingCodes = ['AccessDenied', 'ApiNotAvailable', 'ApiNotFound', 'HostRestartNeeded'];

/** Whether a retry is useless during the life of this page. */
export const isLasting = ({ code }: Refusal): boolean => lastingCodes.includes(code);

/** Calls Excel and resolves with the result or the refusal; never rejects. */
export async function callExcel<T>(
  what: Refusable,
  call: () => Promise<T>,
): Promise<Outcome<T, Refusal>> {
  try {
    return succeeded(await call());
  } catch (error) {
    return failed({ what, code: codeOf(error) });
  }
}

/**
 * An Office error's code, which is a string or a number. Source: OfficeExtension.Error,
 * Office.Error.
 */
function codeOf(error: unknown): string {
  const code: unknown =
    typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' || typeof code === 'number' ? String(code) : 'GeneralException';
}

/** The refusals of this page, and their subscribers. */
export interface Refusals {
  /** Records the outcome if it is a refusal. Returns the outcome unchanged. */
  readonly record: <T>(outcome: Outcome<T, Refusal>) => Outcome<T, Refusal>;
  /** Calls back with each earlier and later refusal. Returns the function that unsubscribes. */
  readonly watch: (callback: (refusal: Refusal) => void) => () => void;
}

/** Keeps the latest refusal for each feature. */
export function createRefusals(): Refusals {
  const latest = new Map<Refusable, Refusal>();
  const callbacks = new Set<(refusal: Refusal) => void>();
  return {
    record(outcome) {
      if (outcome.ok || latest.get(outcome.failure.what)?.code === outcome.failure.code) {
        return outcome;
      }
      latest.set(outcome.failure.what, outcome.failure);
      for (const callback of callbacks) callback(outcome.failure);
      return outcome;
    },
    watch(callback) {
      callbacks.add(callback);
      for (const refusal of latest.values()) callback(refusal);
      return () => callbacks.delete(callback);
    },
  };
}
