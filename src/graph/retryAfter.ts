/**
 * The moment (ms since the epoch) that a Retry-After header names, or undefined where it is absent or unreadable.
 * Seconds, whole or fractional (Graph sends `2.128`), or an HTTP date (RFC 9110, 10.2.3). A moment that has passed is now.
 */
export function retryAfter(header: string | null, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,12}(\.\d+)?$/.test(text)) return now + Math.ceil(Number(text) * 1000);
  if (!/^[A-Za-z]{3,9},? /.test(text)) return undefined;
  // The oldest of the three forms of a date names no zone, and means GMT all the same.
  const date = Date.parse(/ \d{4}$/.test(text) ? `${text} GMT` : text);
  return Number.isNaN(date) ? undefined : Math.max(now, date);
}
