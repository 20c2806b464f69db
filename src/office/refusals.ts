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

/** Receives the code of a refusal, or null once Excel has done what it refused before. */
export type RefusalCallback = (what: Refusable, code: string | null) => void;

/** The refusals of this page, and their subscribers. */
export interface Refusals {
  /** Records the outcome of a call of this feature. Returns the outcome unchanged. */
  readonly record: <T>(what: Refusable, outcome: Outcome<T, Refusal>) => Outcome<T, Refusal>;
  /**
   * Calls back with each refusal that is in force, then with each change. Returns the function that
   * unsubscribes.
   */
  readonly watch: (callback: RefusalCallback) => () => void;
}

/** Keeps the code of the latest refusal for each feature, until Excel does what it refused. */
export function createRefusals(): Refusals {
  const codes = new Map<Refusable, string>();
  const callbacks = new Set<RefusalCallback>();
  return {
    record(what, outcome) {
      const code = outcome.ok ? null : outcome.failure.code;
      if ((codes.get(what) ?? null) === code) return outcome;
      if (code === null) codes.delete(what);
      else codes.set(what, code);
      for (const callback of callbacks) callback(what, code);
      return outcome;
    },
    watch(callback) {
      callbacks.add(callback);
      for (const [what, code] of codes) callback(what, code);
      return () => callbacks.delete(callback);
    },
  };
}
