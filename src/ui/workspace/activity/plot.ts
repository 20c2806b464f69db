import type { Activity } from '../../../session/state';

/** One refresh in the plot: `x` and `y` in per cent of its size, from the top left. */
export interface Dot {
  readonly x: number;
  readonly y: number;
  readonly entry: Activity & { readonly tookMs: number };
}

export interface Plot {
  readonly dots: readonly Dot[];
  /** When the service heard nothing for longer than it lets a session be idle, in per cent. */
  readonly gaps: readonly { readonly x: number; readonly width: number }[];
  /** Lines to read the height by. */
  readonly marks: readonly { readonly y: number; readonly ms: number }[];
  readonly failed: number;
  readonly usualMs: number;
  readonly longestMs: number;
  /** ms since the epoch. */
  readonly from: number;
  readonly to: number;
}

/** More dots than that would touch each other at 320 pixels. */
const mostDots = 40;
const fewestDots = 2;
/** The plot's height is logarithmic, from so many ms on: a usual 300 ms is still seen beside a failed 30 s. */
const lowestMs = 60;
const leastHighestMs = 1_500;
const markedMs: readonly number[] = [100, 1_000, 10_000, 60_000];

const isDot = (entry: Activity): entry is Dot['entry'] =>
  (entry.what === 'refreshed' || entry.what === 'refreshFailed') && entry.tookMs !== undefined;
const heard: readonly Activity['what'][] = ['opened', 'attached', 'recreated', 'refreshed', 'lost'];

/** The refreshes as a picture; undefined while there are too few to see anything in it. */
export function plotOf(activity: readonly Activity[], idleLimitMs: number): Plot | undefined {
  const entries = activity.filter(isDot).slice(-mostDots);
  const from = entries[0]?.at;
  const last = entries.at(-1)?.at;
  if (entries.length < fewestDots || from === undefined || last === undefined) return undefined;
  const contacts = activity
    .filter(({ what, at }) => heard.includes(what) && at >= from)
    .map(({ at }) => at);
  const to = Math.max(last, ...contacts);
  const sorted = entries.map(({ tookMs }) => tookMs).toSorted((one, other) => one - other);
  const longestMs = sorted.at(-1) ?? 0;
  const x = (at: number): number => ((at - from) / Math.max(1, to - from)) * 100;
  const y = heightFor(longestMs);
  return {
    dots: entries.map((entry) => ({ x: x(entry.at), y: y(entry.tookMs), entry })),
    gaps: gapsIn([from, ...contacts], idleLimitMs).map(([start, end]) => ({
      x: x(start),
      width: x(end) - x(start),
    })),
    marks: markedMs.map((ms) => ({ ms, y: y(ms) })).filter((mark) => mark.y > 0),
    failed: entries.filter(({ what }) => what === 'refreshFailed').length,
    usualMs: sorted[Math.floor((sorted.length - 1) / 2)] ?? 0,
    longestMs,
    from,
    to,
  };
}

/** Where a time (ms) stands, in per cent from the top. */
function heightFor(longestMs: number): (ms: number) => number {
  const highest = Math.log(Math.max(leastHighestMs, longestMs) / lowestMs);
  return (ms) => 100 - (Math.log(Math.max(ms, lowestMs) / lowestMs) / highest) * 100;
}

function gapsIn(times: readonly number[], idleLimitMs: number): (readonly [number, number])[] {
  return times.flatMap((at, index) => {
    const next = times[index + 1];
    return next !== undefined && next - at > idleLimitMs ? [[at, next] as const] : [];
  });
}
