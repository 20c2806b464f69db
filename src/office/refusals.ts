import type { Outcome } from '../session/services';
import { failed, succeeded } from '../session/services';

/** What Excel can refuse at run time, though it says that it supports it. */
export type Refusable = 'ribbon' | 'showPane' | 'visibility' | 'startup';

/** A refusal of Excel. Nothing in it names a user or a workbook. */
export interface Refusal {
  readonly what: Refusable;
  /**
   * Excel's own code, such as `AccessDenied` (a permission level that is too low) or
   * `HostRestartNeeded`.
   */
  readonly code: string;
}

/**
 * Codes after which the same is refused until Excel starts anew. Source: office.js, "Change the
 * availability of add-in commands".
 */
const lastingCodes = ['AccessDenied', 'ApiNotAvailable', 'ApiNotFound', 'HostRestartNeeded'];

/** Whether asking again is of no use while this page lives. */
export const isLasting = ({ code }: Refusal): boolean => lastingCodes.includes(code);

/** Asks Excel; settles with its answer or with its refusal, and never throws. */
export async function asked<T>(
  what: Refusable,
  ask: () => Promise<T>,
): Promise<Outcome<T, Refusal>> {
  try {
    return succeeded(await ask());
  } catch (error) {
    return failed({ what, code: codeOf(error) });
  }
}

/**
 * Office's errors carry a code, a word or a number. Source: OfficeExtension.Error, Office.Error.
 */
function codeOf(error: unknown): string {
  const code: unknown =
    typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' || typeof code === 'number' ? String(code) : 'GeneralException';
}

export interface Refusals {
  /** Notes a refusal; hands the outcome on. */
  readonly note: <T>(outcome: Outcome<T, Refusal>) => Outcome<T, Refusal>;
  /** Calls back for each refusal so far and from now on; what is returned ends that. */
  readonly watch: (callback: (refusal: Refusal) => void) => () => void;
}

/** What Excel has refused this page, each kind with its latest code. */
export function createRefusals(): Refusals {
  const latest = new Map<Refusable, Refusal>();
  const callbacks = new Set<(refusal: Refusal) => void>();
  return {
    note(outcome) {
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
