import { describe, expect, it } from 'vitest';
import { createRecordKeeping } from '../../../src/session/recordKeeping';
import { initialAppState } from '../../../src/session/appState';
import { bench } from './storeBench';
import { account, bench as core, recordWith, workbook } from './support';
import { World } from './world';

describe('the keeping of records', () => {
  const key = { accountId: account.id, driveId: workbook.driveId, itemId: workbook.itemId };

  it('writes nothing without a session, not even when the page unloads', async () => {
    const pane = bench();
    pane.store.pageHidden();
    await pane.ready();
    pane.store.pageHidden();
    expect(pane.world.stored()).toEqual([]);
    expect(pane.saved.some((one) => 'record' in one || 'removed' in one)).toBe(false);
  });

  it('ignores a lock that is granted after its release', () => {
    const callbacks: (() => void)[] = [];
    const told: string[] = [];
    const world = new World();
    const locks = {
      ...world.locks({}),
      hold: (_key: unknown, held: () => void) => (
        callbacks.push(held),
        () => void told.push('released')
      ),
    };
    const clock = { now: () => 0, wallAheadMs: () => 0, wake: () => () => undefined };
    const keeping = createRecordKeeping(
      { persistence: world.persistence({}, []), locks, clock },
      () => void told.push('held'),
      () => void told.push('lost'),
    );
    const { appState } = core().open();
    keeping.sync(appState, 0);
    keeping.sync(core().ready().appState, 0);
    callbacks[0]?.();
    expect(told).toEqual(['released', 'lost']);
    keeping.sync(appState, 0);
    callbacks[0]?.();
    expect(told).toEqual(['released', 'lost']);
    callbacks[1]?.();
    expect(told).toEqual(['released', 'lost', 'held']);
    keeping.stop();
    callbacks[1]?.();
    expect(told).toEqual(['released', 'lost', 'held', 'released']);
  });

  it('holds one lock at a time, also when the workbook changes', async () => {
    const world = new World();
    const locks = world.locks({});
    const clock = { now: () => 0, wallAheadMs: () => 0, wake: () => () => undefined };
    const keeping = createRecordKeeping(
      { persistence: world.persistence({}, []), locks, clock },
      () => undefined,
      () => undefined,
    );
    const { appState, state } = core().open();
    keeping.sync(appState, 0);
    const other = { ...workbook, itemId: 'other' };
    if (state.kind === 'open') {
      keeping.sync({ ...appState, state: { ...state, workbook: other } }, 0);
    }
    const another = world.locks({});
    expect([
      await another.holders(key),
      await another.holders({ ...key, itemId: 'other' }),
    ]).toEqual([0, 1]);
    keeping.stop();
    expect(await another.holders({ ...key, itemId: 'other' })).toBe(0);
  });

  it('removes a stale record when it is found, and no other', async () => {
    const world = new World();
    const persistence = world.persistence({}, []);
    const now = recordWith().seenAt;
    const clock = { now: () => now, wallAheadMs: () => 0, wake: () => () => undefined };
    const keeping = createRecordKeeping(
      { persistence, locks: world.locks({}), clock },
      () => undefined,
      () => undefined,
    );
    expect(await keeping.findRecord(key)).toEqual({});
    persistence.saveRecord(recordWith());
    expect(await keeping.findRecord(key)).toEqual({ record: recordWith(), isLive: false });
    for (const phase of ['closed', 'ended'] as const) {
      persistence.saveRecord(recordWith({ phase }));
      expect([await keeping.findRecord(key), world.stored()]).toEqual([{}, []]);
    }
    keeping.sync(initialAppState, now);
    expect(world.stored()).toEqual([]);
  });

  it('removes the stale records of other workbooks, of any account', async () => {
    const world = new World();
    const persistence = world.persistence({}, []);
    const { seenAt } = recordWith();
    const hours = (count: number): number => seenAt + count * 3_600_000;
    let now = seenAt;
    const clock = { now: () => now, wallAheadMs: () => 0, wake: () => () => undefined };
    const keeping = createRecordKeeping(
      { persistence, locks: world.locks({}), clock },
      () => undefined,
      () => undefined,
    );
    for (const accountId of ['alex', account.id]) {
      persistence.saveRecord(recordWith({ accountId, workbook: { ...workbook, itemId: 'other' } }));
    }
    now = hours(1);
    expect([await keeping.findRecord(key), world.stored().length]).toEqual([{}, 2]);
    now = hours(2);
    expect([await keeping.findRecord(key), world.stored()]).toEqual([{}, []]);
  });
});
