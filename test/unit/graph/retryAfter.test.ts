import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { retryAfter as readRetryAfter } from '../../../src/graph/retryAfter';

const now = Date.UTC(2026, 10, 23, 12);
const hourMs = 3_600_000;

/** A response with this Retry-After and the given sources of the service's time. */
const answer = (
  header: string | null,
  more: { readonly date?: string; readonly body?: unknown } = {},
) => ({
  header: (name: string) => ({ 'Retry-After': header, Date: more.date ?? null })[name] ?? null,
  body: more.body,
});
const retryAfter = (header: string | null, at: number, more = {}): number | undefined =>
  readRetryAfter(answer(header, more), at);

describe('Retry-After', () => {
  it.each([
    ['0', now],
    ['30', now + 30_000],
    ['2.128', now + 2_128],
    [' 7 ', now + 7_000],
    ['3600', now + hourMs],
    // Above an hour a wrong header is more likely than a real Retry-After.
    ['604800', now + hourMs],
    ['Tue, 24 Nov 2026 12:00:00 GMT', now + hourMs],
    ['Mon, 23 Nov 2026 12:00:30 GMT', now + 30_000],
    ['Monday, 23-Nov-26 12:00:30 GMT', now + 30_000],
    ['Mon, 23 Nov 2026 11:00:00 GMT', now],
    // Several headers: fetch joins their values.
    ['40, 40', now + 40_000],
    ['7,2.5 , 40', now + 40_000],
    ['0, soon', now],
    ['soon, 40', now + 40_000],
    [', 40,', now + 40_000],
    ['Mon, 23 Nov 2026 12:00:30 GMT, Mon, 23 Nov 2026 12:00:40 GMT', now + 40_000],
    ['Monday, 23-Nov-26 12:00:30 GMT, 20', now + 30_000],
    ['20, Mon, 23 Nov 2026 12:00:30 GMT', now + 30_000],
    ['Mon Nov 23 12:00:30 2026, 40', now + 40_000],
  ])('%s is parsed', (header, at) => expect(retryAfter(header, now)).toBe(at));

  it.each([
    null,
    '',
    'soon',
    '-5',
    '1e9',
    '5 s',
    'NaN',
    'Infinity',
    '2026-11-23T12:00:30Z',
    '23 Nov 2026 12:00:30 GMT',
    '0x10',
    '99999999999999',
    ', ,',
    'soon, later',
    'Mon, 40 s',
  ])('%s is ignored', (header) => expect(retryAfter(header, now)).toBeUndefined());

  it('is parsed as GMT if the date has no zone', () => {
    vi.stubEnv('TZ', 'Asia/Tokyo');
    expect(retryAfter('Mon Nov 23 12:00:30 2026', now)).toBe(now + 30_000);
    expect(retryAfter('Mon, 23 Nov 2026 13:00:30 +0100', now)).toBe(now + 30_000);
    vi.unstubAllEnvs();
  });

  it('is compared with the service’s clock, if it is known', () => {
    const until = 'Mon, 23 Nov 2026 15:00:30 GMT';
    // The computer's clock is three hours behind, or ahead.
    expect(retryAfter(until, now, { date: 'Mon, 23 Nov 2026 15:00:00 GMT' })).toBe(now + 30_000);
    const inBody = (date: string) => ({
      body: { error: { code: 'tooManyRequests', innerError: { date, 'request-id': 'r' } } },
    });
    expect(retryAfter(until, now, inBody('2026-11-23T15:00:00'))).toBe(now + 30_000);
    expect(retryAfter(until, now + 6 * hourMs, inBody('2026-11-23T15:00:00Z'))).toBe(
      now + 6 * hourMs + 30_000,
    );
    expect(retryAfter(until, now + 6 * hourMs, inBody('2026-11-24T00:00:00+09:00'))).toBe(
      now + 6 * hourMs + 30_000,
    );
    expect(retryAfter(until, now + 3 * hourMs, inBody('yesterday'))).toBe(
      now + 3 * hourMs + 30_000,
    );
    expect(retryAfter('30', now, { date: 'Mon, 23 Nov 2026 15:00:00 GMT' })).toBe(now + 30_000);
  });

  it('is never in the past', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        expect(retryAfter(header, now) ?? now).toBeGreaterThanOrEqual(now);
      }),
    );
  });

  it('is the longest of several headers, in any order', () => {
    const value = fc.tuple(fc.integer({ min: 0, max: 3_000 }), fc.boolean());
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), (values) => {
        const headers = values.map(([seconds, isDate]) =>
          isDate ? new Date(now + seconds * 1000).toUTCString() : String(seconds),
        );
        const longest = Math.max(...values.map(([seconds]) => seconds));
        expect(retryAfter(headers.join(', '), now)).toBe(now + longest * 1000);
      }),
    );
  });

  it('is never shorter than requested, for any number of seconds', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 3_600, noNaN: true }), (seconds) => {
        const header = seconds.toFixed(3);
        expect(retryAfter(header, now)).toBeGreaterThanOrEqual(
          now + Math.floor(Number(header) * 1000),
        );
      }),
    );
  });
});
