import { maxThrottleMs } from '../session/throttleGate';
import { serviceTime } from './errors';

interface Dated {
  readonly header: (name: string) => string | null;
  readonly body: unknown;
}

/**
 * The moment (ms since the epoch) that the Retry-After of an answer names, or undefined where it is absent or unreadable:
 * seconds, whole or fractional (Graph sends `2.128`), or an HTTP date (RFC 9110, 10.2.3). A date is one of the service's
 * clock, which the answer tells (its Date header, which browsers may not read, or the error's `date`); `now` is ours. A
 * moment that has passed is now, one that is further away than an hour is an hour away.
 */
export function retryAfter(answer: Dated, now: number): number | undefined {
  const text = answer.header('Retry-After')?.trim() ?? '';
  const waitMs = /^\d{1,12}(\.\d+)?$/.test(text)
    ? Math.ceil(Number(text) * 1000)
    : untilDate(text, answer, now);
  return waitMs === undefined ? undefined : now + Math.min(maxThrottleMs, Math.max(0, waitMs));
}

function untilDate(text: string, { header, body }: Dated, now: number): number | undefined {
  if (!/^[A-Za-z]{3,9},? /.test(text)) return undefined;
  const date = dateOf(text);
  const served = dateOf(header('Date') ?? '') ?? serviceTime(body) ?? now;
  return date === undefined ? undefined : date - served;
}

function dateOf(text: string): number | undefined {
  // The oldest of the three forms of an HTTP date names no zone, and means GMT all the same.
  const date = Date.parse(/ \d{4}$/.test(text) ? `${text} GMT` : text);
  return Number.isNaN(date) ? undefined : date;
}
