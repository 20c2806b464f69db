import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextWakeAt, presumedEnd } from '../../../src/session/keepAlive';
import type { SessionRecord, WorkbookSession } from '../../../src/session/state';
import type { Bench } from './support';
import { account, bench, noon, persistent, recordWith, workbook } from './support';

const minuteMs = 60_000;
/** Another pane stored this, now. */
const stores = (heart: Bench, more: Partial<SessionRecord> = {}): Bench =>
  heart.tell({ kind: 'recordChanged', record: recordWith({ keepAlive: { on: false, until: null }, seenAt: heart.now, ...more }) });
const alive = (aliveAt: number, more: Partial<WorkbookSession> = {}): WorkbookSession => ({ ...persistent, aliveAt, ...more });

describe('what cannot be is not believed', () => {
  it.each([NaN, Infinity, noon + 1_001])('a session that was alive at %s, as another pane says', (aliveAt) => {
    for (const heart of [bench({ keepAlive: true, stopAfterMs: null }).open(), bench().ready()]) {
      const { snapshot } = heart.pass(1_000);
      expect(stores(heart, { session: alive(aliveAt), keepAlive: { on: true, until: null } }).snapshot).toBe(snapshot);
      expect(heart.effects).toEqual([]);
    }
  });

  it('no record makes the session look younger than now, or the next moment none', () => {
    const time = fc.oneof(fc.constantFrom(NaN, Infinity, -Infinity, 0), fc.integer({ min: noon - 1e9, max: noon + 1e9 }));
    const phase = fc.constantFrom('open', 'closing', 'ended', 'closed');
    fc.assert(fc.property(time, time, fc.option(time), phase, fc.boolean(), (aliveAt, seenAt, until, stored, on) => {
      const heart = bench({ keepAlive: true }).open().pass(minuteMs);
      stores(heart, { phase: stored, session: alive(aliveAt), seenAt, keepAlive: { on, until } });
      if (heart.state.kind !== 'open') return;
      expect(heart.state.session.aliveAt).toBeGreaterThanOrEqual(noon);
      expect(presumedEnd(heart.state.session)).toBeLessThanOrEqual(heart.now + 5 * minuteMs);
      expect(nextWakeAt(heart.snapshot, heart.now)).toBeLessThanOrEqual(heart.now + 30_000);
    }), { numRuns: 2_000 });
  });

  it('a clock that is ahead in the other pane counts by the age of what it says', () => {
    const heart = bench().open().pass(4 * minuteMs);
    const aheadMs = 3_600_000;
    stores(heart, { seenAt: heart.now + aheadMs, session: alive(heart.now + aheadMs - minuteMs) });
    expect(heart.state).toMatchObject({ session: { aliveAt: heart.now - minuteMs } });
  });

  it('a record of another account, another file, another drive or of no session says nothing', () => {
    const heart = bench({ keepAlive: true, stopAfterMs: null }).open().pass(1_000);
    const { snapshot } = heart;
    for (const more of [
      { accountId: 'alex' }, { workbook: { ...workbook, itemId: 'other' } }, { workbook: { ...workbook, driveId: 'other' } }, { phase: 'opening', session: null },
    ] as const) {
      for (const phase of ['open', 'closed', 'ended'] as const) {
        expect(stores(heart, { phase, session: alive(noon + 500), ...more }).snapshot).toBe(snapshot);
        expect(heart.effects).toEqual([]);
      }
    }
    expect(stores(bench().signedIn(), { session: alive(noon) }).state.kind).toBe('locating');
  });
});

describe('the lock of the record', () => {
  const key = { accountId: account.id, driveId: workbook.driveId, itemId: workbook.itemId };

  it('of another account or workbook gives this pane nothing to keep alive', () => {
    for (const more of [{ accountId: 'alex' }, { driveId: 'other' }, { itemId: 'other' }]) {
      const heart = bench({ keepAlive: true }).open().tell({ kind: 'lockLost' }).tell({ kind: 'lockHeld', key: { ...key, ...more } });
      expect(heart.snapshot.holdsLock).toBe(false);
    }
    expect(bench().signedIn().tell({ kind: 'lockHeld', key }).snapshot.holdsLock).toBe(false);
  });

  it('that comes while another session is opened counts from then on', () => {
    const heart = bench().ready().tell({ kind: 'startRequested' }).tell({ kind: 'lockHeld', key });
    expect([heart.snapshot.holdsLock, heart.state.kind]).toEqual([true, 'opening']);
  });

  it('that was not held is not lost', () => {
    const heart = bench().ready();
    const { snapshot } = heart;
    expect(heart.tell({ kind: 'lockLost' }).snapshot).toBe(snapshot);
  });
});
