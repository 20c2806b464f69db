import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { retryAfter } from '../../../src/graph/retryAfter';

const now = Date.UTC(2026, 10, 23, 12);

describe('Retry-After', () => {
  it.each([
    ['0', now],
    ['30', now + 30_000],
    ['2.128', now + 2_128],
    [' 7 ', now + 7_000],
    ['604800', now + 604_800_000],
    ['Mon, 23 Nov 2026 12:00:30 GMT', now + 30_000],
    ['Monday, 23-Nov-26 12:00:30 GMT', now + 30_000],
    ['Mon, 23 Nov 2026 11:00:00 GMT', now],
  ])('%s is understood', (header, at) => expect(retryAfter(header, now)).toBe(at));

  it.each([null, '', 'soon', '-5', '1e9', '5 s', 'NaN', 'Infinity', '2026-11-23T12:00:30Z', '23 Nov 2026 12:00:30 GMT', '0x10', '99999999999999'])(
    '%s is no word',
    (header) => expect(retryAfter(header, now)).toBeUndefined(),
  );

  it('is understood as a date without a zone, which means GMT wherever the person is', () => {
    vi.stubEnv('TZ', 'Asia/Tokyo');
    expect(retryAfter('Mon Nov 23 12:00:30 2026', now)).toBe(now + 30_000);
    expect(retryAfter('Mon, 23 Nov 2026 13:00:30 +0100', now)).toBe(now + 30_000);
    vi.unstubAllEnvs();
  });

  it('never names a moment that has passed, whatever it says', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        expect(retryAfter(header, now) ?? now).toBeGreaterThanOrEqual(now);
      }),
    );
  });

  it('is never shorter than asked for, for any number of seconds', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), (seconds) => {
        const header = seconds.toFixed(3);
        expect(retryAfter(header, now)).toBeGreaterThanOrEqual(now + Math.floor(Number(header) * 1000));
      }),
    );
  });
});
