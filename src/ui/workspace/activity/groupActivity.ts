import type { Activity } from '../../../session/activity';

/** A line of the list: one entry, or a group of successive refreshes. */
export interface Line {
  readonly entry: Activity;
  readonly count: number;
  /** Time of the group's first entry, ms since the epoch. */
  readonly since: number;
  /** Index of the group's first entry. */
  readonly number: number;
}

/** One line for each entry, newest first. */
export const ungrouped = (activity: readonly Activity[]): readonly Line[] =>
  activity.map((entry, number) => ({ entry, count: 1, since: entry.at, number })).reverse();

/** One line for each entry or group of successive refreshes, newest first. */
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
