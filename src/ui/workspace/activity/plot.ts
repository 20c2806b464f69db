import type { Activity } from '../../../session/activity';

/** One refresh: `x` and `y` in per cent of the plot's size, from the top left. */
export interface Dot {
  readonly x: number;
  readonly y: number;
  readonly entry: Activity & { readonly tookMs: number };
}

/** The refreshes as coordinates. */
export interface Plot {
  readonly dots: readonly Dot[];
  /** Periods of a session without a request that exceed the idle timeout, in per cent. */
  readonly gaps: readonly { readonly x: number; readonly width: number }[];
  /** Horizontal scale lines. */
  readonly marks: readonly { readonly y: number; readonly ms: number }[];
  readonly failed: number;
  readonly medianMs: number;
  readonly longestMs: number;
  /** ms since the epoch. */
  readonly from: number;
  readonly to: number;
}

/** With more dots, neighbours overlap at 320 pixels. */
const maxDots = 40;
const minDots = 2;
/** The scale is logarithmic and starts here: a usual 300 ms stays visible beside a failed 30 s. */
const lowestMs = 60;
const minTopMs = 1_500;
const scaleMs: readonly number[] = [100, 1_000, 10_000, 60_000];

const isDot = (entry: Activity): entry is Dot['entry'] =>
  (entry.what === 'refreshed' || entry.what === 'refreshFailed') && entry.tookMs !== undefined;
const contactKinds: readonly Activity['what'][] = [
  'opened',
  'attached',
  'recreated',
  'refreshed',
  'lost',
];
/** Before these there was no session. */
const beginnings: readonly Activity['what'][] = ['opened', 'attached'];

/** Computes the plot; undefined with fewer than two refreshes. */
export function plotOf(activity: readonly Activity[], idleLimitMs: number): Plot | undefined {
  const entries = activity.filter(isDot).slice(-maxDots);
  const [first] = entries;
  const last = entries.at(-1)?.at;
  if (entries.length < minDots || first === undefined || last === undefined) return undefined;
  const from = first.at;
  const contacts = activity.filter(({ what, at }) => contactKinds.includes(what) && at >= from);
  const to = Math.max(last, ...contacts.map(({ at }) => at));
  const sorted = entries.map(({ tookMs }) => tookMs).toSorted((one, other) => one - other);
  const longestMs = sorted.at(-1) ?? 0;
  const x = (at: number): number => ((at - from) / Math.max(1, to - from)) * 100;
  const y = scaleFor(longestMs);
  return {
    dots: entries.map((entry) => ({ x: x(entry.at), y: y(entry.tookMs), entry })),
    gaps: gapsIn([first, ...contacts], idleLimitMs).map(([start, end]) => ({
      x: x(start),
      width: x(end) - x(start),
    })),
    marks: scaleMs.map((ms) => ({ ms, y: y(ms) })).filter((mark) => mark.y > 0),
    failed: entries.filter(({ what }) => what === 'refreshFailed').length,
    medianMs: sorted[Math.floor((sorted.length - 1) / 2)] ?? 0,
    longestMs,
    from,
    to,
  };
}

/** Maps a duration (ms) to per cent from the top. */
function scaleFor(longestMs: number): (ms: number) => number {
  const highest = Math.log(Math.max(minTopMs, longestMs) / lowestMs);
  return (ms) => 100 - (Math.log(Math.max(ms, lowestMs) / lowestMs) / highest) * 100;
}

function gapsIn(contacts: readonly Activity[], idleLimitMs: number): (readonly [number, number])[] {
  return contacts.flatMap(({ at }, index) => {
    const next = contacts[index + 1];
    const isGap =
      next !== undefined && !beginnings.includes(next.what) && next.at - at > idleLimitMs;
    return isGap ? [[at, next.at] as const] : [];
  });
}
