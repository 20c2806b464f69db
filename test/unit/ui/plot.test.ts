import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shiftedTimes, timesFor } from '../../../src/locales/index';
import type { Activity } from '../../../src/session/activity';
import { activityJson } from '../../../src/ui/workspace/activity/activityJson';
import { plotOf } from '../../../src/ui/workspace/activity/plot';
import { specimens } from '../../gallery/specimens';
import { minuteMs } from '../../support/durations';

const limitMs = 5 * minuteMs;
const times = timesFor('en');
const refreshed = (minute: number, tookMs = 300): Activity => ({
  at: minute * minuteMs,
  what: 'refreshed',
  tookMs,
});
const failed = (minute: number, tookMs = 300): Activity => ({
  at: minute * minuteMs,
  what: 'refreshFailed',
  tookMs,
});

test('one refresh makes no plot', () => {
  expect(plotOf([], limitMs)).toBeUndefined();
  expect(plotOf([{ at: 0, what: 'opened', tookMs: 900 }, refreshed(3)], limitMs)).toBeUndefined();
});

test('the first refresh is at the left, the last at the right, a slower one higher', () => {
  const {
    dots = [],
    medianMs,
    longestMs,
  } = plotOf([refreshed(0, 300), refreshed(3, 2_000), refreshed(4, 280)], limitMs) ?? {};
  expect(dots.map(({ x }) => x)).toEqual([0, 75, 100]);
  expect(dots[1]?.y).toBe(0);
  expect(dots[2]?.y).toBeGreaterThan(dots[0]?.y ?? 100);
  expect([medianMs, longestMs]).toEqual([300, 2_000]);
});

test('a period without success that exceeds the idle timeout is a gap, also with failed requests in it or a lost session after it', () => {
  const { gaps = [], failed: count } =
    plotOf([refreshed(0), failed(4), refreshed(8), refreshed(11)], limitMs) ?? {};
  expect(gaps).toHaveLength(1);
  expect(gaps[0]?.x).toBe(0);
  expect(gaps[0]?.width).toBeCloseTo((8 / 11) * 100);
  expect(count).toBe(1);
  expect(
    plotOf([refreshed(0), refreshed(3), { at: 20 * minuteMs, what: 'lost' }], limitMs)?.gaps,
  ).toHaveLength(1);
  expect(plotOf([refreshed(0), refreshed(3), refreshed(7)], limitMs)?.gaps).toEqual([]);
});

test('the time between two sessions is no gap; before a replacement and before the end it is one', () => {
  const gaps = (...between: readonly Activity['what'][]) =>
    plotOf(
      [
        refreshed(0),
        refreshed(3),
        ...between.map((what, index) => ({ at: (4 + index * 60) * minuteMs, what })),
        refreshed(66),
        refreshed(69),
      ],
      limitMs,
    )?.gaps.length;
  expect(gaps('closed', 'opened')).toBe(0);
  expect(gaps('lost', 'attached')).toBe(0);
  expect(gaps('refreshFailed', 'recreated')).toBe(1);
  expect(gaps('refreshFailed', 'lost')).toBe(1);
  expect(gaps()).toBe(1);
});

test('every part of the plot lies inside it', () => {
  const entry = fc.record({
    what: fc.constantFrom('refreshed', 'refreshFailed', 'lost', 'opened', 'closed'),
    step: fc.nat(20 * minuteMs),
    tookMs: fc.nat(200_000),
  });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 60 }), (entries) => {
      let at = 0;
      const plot = plotOf(
        entries.map(({ what, step, tookMs }): Activity => ({ at: (at += step), what, tookMs })),
        limitMs,
      );
      const inside = (value: number) => value >= 0 && value <= 100.001;
      expect((plot?.dots ?? []).every(({ x, y }) => inside(x) && inside(y))).toBe(true);
      expect((plot?.gaps ?? []).every(({ x, width }) => inside(x) && inside(x + width))).toBe(true);
      expect((plot?.marks ?? []).every(({ y }) => inside(y))).toBe(true);
      expect(plot?.dots.length ?? 2).toBeLessThanOrEqual(40);
    }),
  );
});

test('the exported activity has times in whole milliseconds, outcomes and request ids, and no secrets', () => {
  for (const { appState } of specimens) {
    const text = activityJson(appState.activity, '1.2.3', times);
    expect(text).not.toMatch(/cluster=|usid=|sharepoint|contoso|Adele|Budget|drives/i);
    expect(JSON.parse(text)).toMatchObject({
      version: '1.2.3',
      activity: appState.activity.map(({ what }) => ({ what })),
    });
  }
  const failure = {
    recovery: 'retry',
    code: 'x',
    status: 503,
    requestId: 'r',
    clientRequestId: 'c',
  } as const;
  expect(
    JSON.parse(
      activityJson(
        [{ at: 0.4, what: 'refreshFailed', tookMs: 4.600000000000233, failure }],
        '1',
        times,
      ),
    ),
  ).toMatchObject({
    activity: [
      {
        at: '1970-01-01T00:00:00.000Z',
        what: 'refreshFailed',
        tookMs: 5,
        status: 503,
        code: 'x',
        recovery: 'retry',
        requestId: 'r',
        clientRequestId: 'c',
      },
    ],
  });
});

test('the exported activity has the times that the list shows, also after the clock was set back', () => {
  const exported = activityJson([refreshed(90)], '1', shiftedTimes(times, -60 * minuteMs));
  expect(JSON.parse(exported)).toMatchObject({ activity: [{ at: '1970-01-01T00:30:00.000Z' }] });
});
