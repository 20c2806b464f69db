import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  absenceMs,
  withoutClockSkew,
  isStale,
  keyOf,
  finalRecord,
  recordOf,
} from '../../../src/session/records';
import { activityFailure } from '../../../src/session/activity';
import type { SessionRecord } from '../../../src/session/stored';
import type { Bench } from './reducerBench';
import {
  account,
  reducerBench,
  failure,
  noon,
  persistent,
  recordWith,
  workbook,
} from './reducerBench';
import { minuteMs } from '../../support/durations';

const hourMs = 60 * minuteMs;
const record = ({ appState, now }: Bench): SessionRecord | null => recordOf(appState, now);

describe('the record of a session', () => {
  it('exists from the opening until the session is closed, has ended, or its user signs out', () => {
    const core = reducerBench({ keepAlive: true, stopAfterMs: hourMs }).ready();
    expect(record(core)).toBeNull();
    core.tell({ kind: 'startRequested' });
    expect(record(core)).toMatchObject({
      accountId: account.id,
      workbook,
      phase: 'opening',
      session: null,
      keepAlive: { on: false },
    });
    core.opened('session-1').pass(1_000);
    expect(record(core)).toMatchObject({
      phase: 'open',
      session: persistent,
      keepAlive: { on: true, until: noon + hourMs },
      seenAt: noon + 1_000,
    });
    core.tell({ kind: 'closeRequested' });
    expect(record(core)).toMatchObject({
      phase: 'closing',
      session: { id: 'session-1' },
      keepAlive: { on: false, until: null },
    });
    core.tell({ kind: 'closed', requestKey: core.requestKey('close') });
    expect(record(core)).toBeNull();
    expect(record(reducerBench().open().tell({ kind: 'signOutRequested' }))).toBeNull();
    expect(
      record(
        reducerBench()
          .open()
          .tell({ kind: 'refreshRequested' })
          .fails({ kind: 'ended', reason: 'notFound' }),
      ),
    ).toBeNull();
  });

  it('is written for an opening only while one may have been carried out', () => {
    const waiting = reducerBench()
      .ready()
      .tell({ kind: 'throttled', until: noon + 5_000 })
      .tell({ kind: 'startRequested' });
    expect([waiting.state.kind, record(waiting)]).toEqual(['opening', null]);
    waiting.pass(5_000).tell({ kind: 'woke' });
    expect(record(waiting)).toMatchObject({ phase: 'opening' });
    waiting.tell({
      kind: 'openFailed',
      requestKey: waiting.requestKey('open'),
      failure: failure({ kind: 'retry' }),
    });
    expect([waiting.state.kind, record(waiting)]).toEqual(['opening', null]);
    const unclear = reducerBench().ready().tell({ kind: 'startRequested' });
    unclear.tell({
      kind: 'openFailed',
      requestKey: unclear.requestKey('open'),
      failure: failure({ kind: 'retry' }, { status: 504 }),
    });
    expect([unclear.state, record(unclear)]).toMatchObject([
      { kind: 'opening', retry: {} },
      { phase: 'opening', session: null },
    ]);
    expect(
      record(reducerBench().ready().tell({ kind: 'attachRequested', sessionId: 'theirs' })),
    ).toBeNull();
  });

  it('is that of the replaced session, but for the time of a request to open a new one', () => {
    const replaced = {
      phase: 'open',
      session: persistent,
      keepAlive: { on: true, until: noon + hourMs },
    };
    const core = reducerBench({ keepAlive: true, stopAfterMs: hourMs })
      .open()
      .tell({ kind: 'refreshRequested' })
      .fails({ kind: 'recreate', certain: true }, { notBefore: noon + 5_000 });
    expect([core.state, record(core)]).toMatchObject([{ kind: 'opening' }, replaced]);
    core.pass(5_000).tell({ kind: 'woke' });
    expect(record(core)).toMatchObject({
      phase: 'opening',
      session: null,
      keepAlive: { on: false },
    });
    core.tell({
      kind: 'openFailed',
      requestKey: core.requestKey('open'),
      failure: failure({ kind: 'retry' }),
    });
    expect([core.state, record(core)]).toMatchObject([{ kind: 'opening' }, replaced]);
  });

  it('tells why keep-alive stopped', () => {
    const core = reducerBench({ keepAlive: true, stopAfterMs: null })
      .open()
      .tell({ kind: 'refreshRequested' })
      .fails({ kind: 'forbidden', need: 'editRight' });
    const kept = recordOf(core.appState, core.now) ?? undefined;
    expect(kept?.keepAlive).toEqual({
      on: false,
      until: null,
      stopped: 'refused',
      setAt: core.now,
    });
    expect(reducerBench().found(recordWith(kept)).state).toMatchObject({
      keepAlive: { kind: 'off', stopped: 'refused' },
    });
  });

  it('keeps the last 50 activity entries, and no secret of a failure', () => {
    const core = reducerBench().open();
    for (let count = 0; count < 60; count += 1) {
      core.pass(1).tell({ kind: 'keepAliveSet', on: count % 2 === 0 });
    }
    expect(record(core)?.activity).toHaveLength(50);
    expect(record(core)?.activity.at(-1)).toEqual(core.appState.activity.at(-1));
    const full = failure(
      { kind: 'ended', reason: 'expired' },
      {
        code: 'c',
        status: 404,
        requestId: 'r',
        clientRequestId: 'q',
        signIn: 'unknown',
        notBefore: 1,
      },
    );
    expect(activityFailure(full)).toEqual({
      recovery: 'ended',
      code: 'c',
      status: 404,
      requestId: 'r',
      clientRequestId: 'q',
    });
    expect(activityFailure(failure({ kind: 'unknown' }))).toEqual({ recovery: 'unknown' });
  });

  it('belongs to one account and one workbook', () => {
    expect(keyOf(recordWith())).toEqual({
      accountId: 'adele',
      driveId: 'b!finance',
      itemId: '01BUDGET',
    });
  });
});

describe('the final record for the other panes', () => {
  it('contains the session that was closed or has ended, and does not exist otherwise', () => {
    const closing = reducerBench().open().tell({ kind: 'closeRequested' });
    closing.tell({ kind: 'closed', requestKey: closing.requestKey('close') });
    expect(finalRecord(closing.state, recordWith())).toMatchObject({
      phase: 'closed',
      session: { id: 'session-1' },
    });
    const lost = reducerBench()
      .open()
      .tell({ kind: 'refreshRequested' })
      .fails({ kind: 'recreate', certain: true });
    lost.tell({
      kind: 'openFailed',
      requestKey: lost.requestKey('open'),
      failure: failure({ kind: 'unknown' }),
    });
    expect(finalRecord(lost.state, recordWith({ phase: 'opening', session: null }))).toMatchObject({
      phase: 'ended',
      session: { id: 'session-1' },
    });
    const givenUp = reducerBench()
      .ready()
      .tell({ kind: 'startRequested' })
      .tell({ kind: 'cancelRequested' });
    expect(
      finalRecord(givenUp.state, recordWith({ phase: 'opening', session: null })),
    ).toBeUndefined();
    expect(
      finalRecord(reducerBench().open().tell({ kind: 'signOutRequested' }).state, recordWith()),
    ).toBeUndefined();
  });
});

describe('a stale record', () => {
  it('is one an hour after the estimated expiry of its session', () => {
    const end = noon + 5 * minuteMs + hourMs;
    expect([end, end + 1].map((now) => isStale(recordWith(), now))).toEqual([false, true]);
    const scratch = recordWith({ session: { ...persistent, persistChanges: false } });
    expect([end + 1, end + 2 * minuteMs + 1].map((now) => isStale(scratch, now))).toEqual([
      false,
      true,
    ]);
  });

  it('is one of an opening after ten minutes, and at once one of a session that was closed or has ended', () => {
    const opening = recordWith({ phase: 'opening', session: null });
    expect([10 * minuteMs, 10 * minuteMs + 1].map((ms) => isStale(opening, noon + ms))).toEqual([
      false,
      true,
    ]);
    expect(
      (['closed', 'ended'] as const).map((phase) => isStale(recordWith({ phase }), noon)),
    ).toEqual([true, true]);
    expect(isStale(recordWith({ phase: 'closing' }), noon)).toBe(false);
  });
});

describe('a record from a clock that was ahead', () => {
  it('is moved back as a whole: none of its times is in the future, and the session is no younger', () => {
    const kept = recordWith({
      seenAt: noon + hourMs,
      session: {
        ...persistent,
        openedAt: noon + 50 * minuteMs,
        lastActivityAt: noon + 57 * minuteMs,
      },
      keepAlive: { on: true, until: noon + 2 * hourMs, setAt: noon + 50 * minuteMs },
      activity: [{ at: noon + 57 * minuteMs, what: 'refreshed' }],
    });
    expect(withoutClockSkew(kept, noon)).toMatchObject({
      seenAt: noon,
      activity: [{ at: noon - 3 * minuteMs, what: 'refreshed' }],
      session: { openedAt: noon - 10 * minuteMs, lastActivityAt: noon - 3 * minuteMs },
      keepAlive: { on: true, until: noon + hourMs, setAt: noon - 10 * minuteMs },
    });
    expect(
      withoutClockSkew(recordWith({ phase: 'opening', session: null, seenAt: noon + 1 }), noon),
    ).toMatchObject({ session: null, seenAt: noon, keepAlive: { until: null } });
  });

  it('keeps the age of its session, whatever the clock', () => {
    const ms = fc.integer({ min: 0, max: 10 * hourMs });
    fc.assert(
      fc.property(
        ms,
        ms,
        fc.integer({ min: -10 * hourMs, max: 10 * hourMs }),
        (idleMs, keptMs, setMs) => {
          const kept = recordWith({
            session: { ...persistent, lastActivityAt: noon - idleMs },
            keepAlive: { on: true, until: noon + keptMs },
          });
          const read = withoutClockSkew(kept, noon + setMs);
          expect(read.seenAt - (read.session?.lastActivityAt ?? 0)).toBe(idleMs);
          expect((read.keepAlive.until ?? 0) - read.seenAt).toBe(keptMs);
          expect(read.seenAt).toBeLessThanOrEqual(noon + setMs);
          if (setMs >= 0) expect(read).toBe(kept);
        },
      ),
    );
  });

  it('leaves the absence unknown: it is at least the time by which the clock was set back', () => {
    expect([noon + 59_999, noon, noon - 59_999].map((now) => absenceMs(recordWith(), now))).toEqual(
      [59_999, 0, 59_999],
    );
  });
  it('has the time at which it was held last, while the service could not be asked about it', () => {
    const heart = reducerBench({ keepAlive: true }).pass(90_000).found(recordWith());
    expect(heart.state).toMatchObject({ kind: 'open', unverifiedAfterMs: 90_000 });
    expect(record(heart)?.seenAt).toBe(noon);
    expect(record(heart.pass(1_000))?.seenAt).toBe(noon + 1_000);
  });
});
