import { expect, test } from 'vitest';
import type { Activity } from '../../../src/session/activity';
import { grouped, ungrouped } from '../../../src/ui/workspace/activity/groupActivity';

const kinds = [
  'opened',
  'refreshed',
  'refreshed',
  'refreshFailed',
  'refreshed',
  'refreshed',
  'refreshed',
] as const;
const activity: readonly Activity[] = kinds.map((what, at) => ({ what, at }));

test('successive refreshes are one line, newest first', () => {
  expect(
    grouped(activity).map(({ entry: { what, at }, count, since }) => [what, count, since, at]),
  ).toEqual([
    ['refreshed', 3, 4, 6],
    ['refreshFailed', 1, 3, 3],
    ['refreshed', 2, 1, 2],
    ['opened', 1, 0, 0],
  ]);
});

test('the ungrouped list has every entry', () => {
  expect(ungrouped(activity).map(({ entry }) => entry)).toEqual(activity.toReversed());
});

test('eight hours without an error are two lines', () => {
  const hours: readonly Activity[] = [
    { what: 'opened', at: 0 },
    ...Array.from({ length: 142 }, (_none, at): Activity => ({ what: 'refreshed', at })),
  ];
  expect(grouped(hours)).toHaveLength(2);
});
