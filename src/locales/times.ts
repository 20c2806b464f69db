/** Formats dates, times and numbers for the user's language. All times in ms since the epoch. */
export interface Times {
  /** Time of day, with the date unless it is today. */
  moment(at: number, now: number): string;
  /**
   * A time that the user waits for: with seconds from `soonMs` before it on, until then as `moment`.
   */
  soon(at: number, now: number): string;
  /** Date and time to the second, for support. */
  exact(at: number): string;
  /** ISO 8601. */
  iso(at: number): string;
  /** A duration in ms. */
  took(ms: number): string;
  count(value: number): string;
}

/** A time that the user waits for gets its seconds this long (ms) before. */
export const soonMs = 120_000;

/**
 * Creates the formatters for a BCP 47 tag. English is the fallback for a tag that Intl does not
 * support.
 */
export function timesFor(language: string, timeZone?: string): Times {
  const zone = timeZone === undefined ? {} : { timeZone };
  // Formatters are created on first use: the first call to Intl takes 70 ms on a slow processor,
  // each formatter up to 10 ms, and the first screen needs none.
  const locale = once(() => (isSupported(language) ? language : 'en'));
  const clock = zoned(() => new Intl.DateTimeFormat(locale(), { timeStyle: 'short', ...zone }));
  const toTheSecond = zoned(
    () => new Intl.DateTimeFormat(locale(), { timeStyle: 'medium', ...zone }),
  );
  const dated = zoned(
    () =>
      new Intl.DateTimeFormat(locale(), {
        month: 'short',
        day: 'numeric',
        hour: 'numeric',
        minute: '2-digit',
        ...zone,
      }),
  );
  const day = zoned(() => new Intl.DateTimeFormat('en', { dateStyle: 'short', ...zone }));
  const full = zoned(
    () => new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'long', ...zone }),
  );
  const milliseconds = once(
    () =>
      new Intl.NumberFormat(locale(), {
        style: 'unit',
        unit: 'millisecond',
        unitDisplay: 'short',
        maximumFractionDigits: 0,
      }),
  );
  const seconds = once(
    () =>
      new Intl.NumberFormat(locale(), {
        style: 'unit',
        unit: 'second',
        unitDisplay: 'short',
        maximumFractionDigits: 1,
      }),
  );
  const plain = once(() => new Intl.NumberFormat(locale()));
  const moment = (at: number, now: number): string => (day(at) === day(now) ? clock : dated)(at);
  return {
    moment,
    soon: (at, now) => (at - now <= soonMs ? toTheSecond(at) : moment(at, now)),
    exact: full,
    iso: (at) => new Date(at).toISOString(),
    took: (ms) => (ms < 1_000 ? milliseconds().format(ms) : seconds().format(ms / 1_000)),
    count: (value) => plain().format(value),
  };
}

/** Formats times by the wall clock, which is `aheadMs` ahead of the clock that counts. */
export function shiftedTimes(times: Times, aheadMs: number): Times {
  if (aheadMs === 0) return times;
  return {
    ...times,
    moment: (at, now) => times.moment(at + aheadMs, now + aheadMs),
    soon: (at, now) => times.soon(at + aheadMs, now + aheadMs),
    exact: (at) => times.exact(at + aheadMs),
    iso: (at) => times.iso(at + aheadMs),
  };
}

function isSupported(language: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language).length > 0;
  } catch {
    return false;
  }
}

function once<T>(create: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= create());
}

/**
 * Formats times of the computer's zone. A formatter keeps the zone that it was created in: another
 * one is created once the computer has come to another zone, and on the other side of a clock change.
 */
function zoned(create: () => Intl.DateTimeFormat): (at: number) => string {
  let zone: number | undefined;
  let format: Intl.DateTimeFormat | undefined;
  return (at) => {
    const offset = new Date(at).getTimezoneOffset();
    if (offset !== zone) format = undefined;
    zone = offset;
    return (format ??= create()).format(at);
  };
}
