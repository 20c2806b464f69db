/** Dates, times and numbers as the user's language writes them. */
export interface Times {
  /** The time of day; with the date where it is not today. All in ms since the epoch. */
  moment(at: number, now: number): string;
  /** A moment that is waited for: with seconds where it is less than two minutes away, else as `moment`. */
  soon(at: number, now: number): string;
  /** To the second, with date: for support. */
  exact(at: number): string;
  /** For machines, ISO 8601. */
  iso(at: number): string;
  /** How long something took (ms). */
  took(ms: number): string;
  count(value: number): string;
}

const soonMs = 120_000;

/** `language` is a BCP 47 tag; what Intl does not understand is written as in English. */
export function timesFor(language: string, timeZone?: string): Times {
  const zone = timeZone === undefined ? {} : { timeZone };
  // The first word to Intl costs a slow processor 70 ms, each formatter up to 10, and the first screen needs none.
  const locale = once(() => (understood(language) ? language : 'en'));
  const clock = once(() => new Intl.DateTimeFormat(locale(), { timeStyle: 'short', ...zone }));
  const toTheSecond = once(
    () => new Intl.DateTimeFormat(locale(), { timeStyle: 'medium', ...zone }),
  );
  const dated = once(
    () =>
      new Intl.DateTimeFormat(locale(), {
        month: 'short',
        day: 'numeric',
        hour: 'numeric',
        minute: '2-digit',
        ...zone,
      }),
  );
  const day = once(() => new Intl.DateTimeFormat('en', { dateStyle: 'short', ...zone }));
  const full = once(
    () => new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'long', ...zone }),
  );
  const milliseconds = once(
    () =>
      new Intl.NumberFormat(locale(), {
        style: 'unit',
        unit: 'millisecond',
        unitDisplay: 'narrow',
        maximumFractionDigits: 0,
      }),
  );
  const seconds = once(
    () =>
      new Intl.NumberFormat(locale(), {
        style: 'unit',
        unit: 'second',
        unitDisplay: 'narrow',
        maximumFractionDigits: 1,
      }),
  );
  const plain = once(() => new Intl.NumberFormat(locale()));
  const moment = (at: number, now: number): string =>
    (day().format(at) === day().format(now) ? clock() : dated()).format(at);
  return {
    moment,
    soon: (at, now) => (at - now < soonMs ? toTheSecond().format(at) : moment(at, now)),
    exact: (at) => full().format(at),
    iso: (at) => new Date(at).toISOString(),
    took: (ms) => (ms < 1_000 ? milliseconds().format(ms) : seconds().format(ms / 1_000)),
    count: (value) => plain().format(value),
  };
}

/** The same times by a wall clock that is `aheadMs` ahead of the clock that counts: what is displayed follows the wall clock. */
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

function understood(language: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language).length > 0;
  } catch {
    return false;
  }
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
