import { maxThrottleMs } from '../session/throttleGate';
import { serviceTime } from './errorBody';

interface Dated {
  readonly header: (name: string) => string | null;
  readonly body: unknown;
}

/**
 * The time (ms since the epoch) in the Retry-After of a response, or undefined if it is missing or
 * invalid. Its value is in seconds, whole or fractional (Graph sends `2.128`), or an HTTP date (RFC
 * 9110, 10.2.3). A date is in the service's time, which the response contains: in its Date header,
 * which browsers may not read, or in the error's `date`. `now` is our time. The result is between
 * now and an hour from now.
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
  const serviceNow = dateOf(header('Date') ?? '') ?? serviceTime(body) ?? now;
  return date === undefined ? undefined : date - serviceNow;
}

function dateOf(text: string): number | undefined {
  // The oldest of the three forms of an HTTP date has no zone; it is GMT.
  const date = Date.parse(/ \d{4}$/.test(text) ? `${text} GMT` : text);
  return Number.isNaN(date) ? undefined : date;
}
