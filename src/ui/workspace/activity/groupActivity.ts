import type { Activity } from '../../../session/state';

/** A line of the list: one entry, or the latest of several refreshes in a row. */
export interface Line {
  readonly entry: Activity;
  readonly count: number;
  /** When the first of them was, ms since the epoch. */
  readonly since: number;
  /** Which of the entries the first of them is. */
  readonly number: number;
}

/** The entries as lines, the newest first. */
export const ungrouped = (activity: readonly Activity[]): readonly Line[] =>
  activity.map((entry, number) => ({ entry, count: 1, since: entry.at, number })).reverse();

/** The same, with the refreshes of hours that nothing else came between as one line. */
export function grouped(activity: readonly Activity[]): readonly Line[] {
  const lines: Line[] = [];
  for (const line of ungrouped(activity)) {
    const newer = lines.at(-1);
    if (newer?.entry.what !== 'refreshed' || line.entry.what !== 'refreshed') lines.push(line);
    else {
      lines[lines.length - 1] = {
        ...newer,
        count: newer.count + 1,
        since: line.since,
        number: line.number,
      };
    }
  }
  return lines;
}
