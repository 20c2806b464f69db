import { maxThrottleMs } from '../session/throttleGate';
import { serviceTime } from './errorBody';

interface Dated {
  readonly header: (name: string) => string | null;
  readonly body: unknown;
}

/**
 * The time (ms since the epoch) in the Retry-After of a response, or undefined if it is missing or
 * invalid. Its value is in seconds, whole or fractional (Graph sends `2.128`), or an HTTP date (RFC
 * 9110, 10.2.3). fetch joins several headers with commas; the latest time counts. A date is in the
 * service's time, which the response contains: in its Date header, which browsers may not read, or
 * in the error's `date`. `now` is our time. The result is between now and an hour from now.
 */
export function retryAfter(answer: Dated, now: number): number | undefined {
  const values = answer.header('Retry-After')?.match(headerValues) ?? [];
  const wait = Math.max(...values.map((value) => waitMs(value.trim(), answer, now) ?? -Infinity));
  return wait === -Infinity ? undefined : now + Math.min(maxThrottleMs, Math.max(0, wait));
}

/** The values between commas. A date has a comma too, between its weekday and its day. */
const headerValues = /(?:\s*[a-z]+, (?=\d+[ -][a-z]))?[^,]+/gi;

const waitMs = (value: string, answer: Dated, now: number): number | undefined =>
  /^\d{1,12}(\.\d+)?$/.test(value)
    ? Math.ceil(Number(value) * 1000)
    : untilDate(value, answer, now);

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
