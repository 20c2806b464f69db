import { describe, expect, it } from 'vitest';
import { createRecordKeeping } from '../../../src/session/recordKeeping';
import { initialAppState } from '../../../src/session/appState';
import { failed, succeeded } from '../../../src/session/services';
import { settled } from '../../simulation/time';
import { storeBench } from './storeBench';
import {
  account,
  failure,
  persistent,
  reducerBench as core,
  recordWith,
  workbook,
} from './reducerBench';
import { PaneWorld, type Written } from './paneWorld';

describe('the keeping of records', () => {
  const key = { accountId: account.id, driveId: workbook.driveId, itemId: workbook.itemId };

  it('leaves the stored organization when the pane locates its workbook again', async () => {
    const pane = storeBench({ organization: 'fabrikam.example' });
    await pane.ready();
    const written = (): number => pane.saved.filter((one) => 'organization' in one).length;
    const before = written();
    await pane.tell({ kind: 'checkAgainRequested' });
    await pane.last('locate').answer(succeeded(workbook));
    expect(pane.state().kind).toBe('ready');
    expect(written()).toBe(before);
  });

  it('writes nothing without a session, not even when the page unloads', async () => {
    const pane = storeBench();
    pane.store.pageHidden();
    await pane.ready();
    pane.store.pageHidden();
    expect(pane.world.stored()).toEqual([]);
    expect(pane.saved.some((one) => 'record' in one || 'removed' in one)).toBe(false);
  });

  it('holds one lock at a time, also when the workbook changes', async () => {
    const world = new PaneWorld();
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
    await settled();
    expect([
      await another.holders(key),
      await another.holders({ ...key, itemId: 'other' }),
    ]).toEqual([0, 1]);
    keeping.stop();
    await settled();
    expect(await another.holders({ ...key, itemId: 'other' })).toBe(0);
  });

  it('leaves the record of a session that another pane has opened since', () => {
    const world = new PaneWorld();
    const persistence = world.persistence({}, []);
    const clock = { now: () => 0, wallAheadMs: () => 0, wake: () => () => undefined };
    const keeping = createRecordKeeping(
      { persistence, locks: world.locks({}), clock },
      () => undefined,
      () => undefined,
    );
    const bench = core().open();
    const leave = (): void => keeping.sync(core().ready().appState, 0);
    keeping.sync(bench.appState, 0);
    leave();
    expect(persistence.record(key)).toBeNull();
    keeping.sync(bench.appState, 0);
    const theirs = recordWith({ session: { ...persistent, id: 'session-2' } });
    persistence.saveRecord(theirs);
    leave();
    expect(persistence.record(key)).toEqual(theirs);
    keeping.stop();
  });

  it('removes a stale record when it is found, and no other', async () => {
    const world = new PaneWorld();
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
    const world = new PaneWorld();
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

  /** The keeping of one pane, over storage and locks of its own browser. */
  function keepingOf(world: PaneWorld, written: Written[] = []) {
    const clock = { now: () => 0, wallAheadMs: () => 0, wake: () => () => undefined };
    return createRecordKeeping(
      { persistence: world.persistence({}, written), locks: world.locks({}), clock },
      () => undefined,
      () => undefined,
    );
  }
  const seenAt = (world: PaneWorld): readonly number[] =>
    world.stored().map((record) => record.seenAt);

  it('writes the record anew after 30 s, though nothing has changed: a page may die without a word', () => {
    const world = new PaneWorld();
    const keeping = keepingOf(world);
    const { appState } = core().open();
    keeping.sync(appState, 1_000);
    keeping.sync(appState, 30_999);
    expect(seenAt(world)).toEqual([1_000]);
    keeping.sync(appState, 31_000);
    expect(seenAt(world)).toEqual([31_000]);
    keeping.sync(appState, 61_000);
    expect(seenAt(world)).toEqual([61_000]);
  });

  it('writes the record of a session that is being replaced as often, however long the service asks to wait', async () => {
    const pane = storeBench({ keepAlive: true, stopAfterMs: null });
    await pane.open();
    await pane.tell({ kind: 'refreshRequested' });
    const notBefore = pane.now() + 10 * 60_000;
    await pane
      .last('refresh')
      .answer(failed(failure({ kind: 'recreate', certain: true }, { notBefore })));
    expect(pane.state()).toMatchObject({ kind: 'opening', retry: { at: notBefore } });
    await pane.world.time.run(pane.world.time.now + 5 * 60_000);
    const [record] = pane.world.stored();
    expect(pane.now() - (record?.seenAt ?? 0)).toBeLessThanOrEqual(30_000);
  });

  it('writes its record although another workbook’s was stored just now, and not if that was its own', () => {
    const world = new PaneWorld();
    const keeping = keepingOf(world);
    const { appState } = core().open();
    keeping.sync(appState, 1_000);
    keeping.skipNextWrite({ ...key, itemId: 'other' });
    keeping.sync(appState, 31_000);
    expect(seenAt(world)).toEqual([31_000]);
    keeping.skipNextWrite(key);
    keeping.sync(appState, 61_000);
    expect(seenAt(world)).toEqual([31_000]);
  });

  it('removes what is stale each time it writes, its own record too', () => {
    const world = new PaneWorld();
    let now = recordWith().seenAt;
    const clock = { now: () => now, wallAheadMs: () => 0, wake: () => () => undefined };
    const persistence = world.persistence({}, []);
    const keeping = createRecordKeeping(
      { persistence, locks: world.locks({}), clock },
      () => undefined,
      () => undefined,
    );
    persistence.saveRecord(recordWith({ workbook: { ...workbook, itemId: 'other' } }));
    const { appState } = core().open();
    const kept = (ms: number): number => {
      now = recordWith().seenAt + ms;
      keeping.sync(appState, now);
      return world.stored().length;
    };
    const limitMs = 65 * 60_000;
    expect([kept(0), kept(limitMs), kept(limitMs + 30_000)]).toEqual([2, 2, 0]);
  });

  it('writes the time at which the page is left, and nothing more until the page is shown again', async () => {
    const world = new PaneWorld();
    const keeping = keepingOf(world);
    const { appState } = core().open();
    keeping.sync(appState, 1_000);
    keeping.pageHidden(appState, 5_000);
    expect(seenAt(world)).toEqual([5_000]);
    keeping.sync(core().ready().appState, 6_000);
    keeping.sync(appState, 60_000);
    await settled();
    expect([seenAt(world), await world.locks({}).holders(key)]).toEqual([[5_000], 1]);
    keeping.pageShown();
    keeping.sync(appState, 70_000);
    expect(seenAt(world)).toEqual([70_000]);
    keeping.sync(core().ready().appState, 71_000);
    await settled();
    expect([seenAt(world), await world.locks({}).holders(key)]).toEqual([[], 0]);
  });

  it('saves the choices and the workbook each when it changes: another pane stores its own too', () => {
    const written: Written[] = [];
    const keeping = keepingOf(new PaneWorld(), written);
    const { appState } = core().ready();
    const { choices } = appState;
    const renamed = { account, workbook: { ...workbook, name: 'Renamed.xlsx' } };
    const moved = { ...appState, state: { kind: 'ready', ...renamed } } as const;
    const keepsAlive = { ...choices, keepAlive: !choices.keepAlive };
    for (const next of [appState, appState, moved, { ...moved, choices: keepsAlive }]) {
      keeping.sync(next, 0);
    }
    expect(written).toEqual([
      { known: { account, workbook } },
      { choices },
      { known: renamed },
      { choices: keepsAlive },
    ]);
  });

  it('holds the lock of the account that is signed in', async () => {
    const world = new PaneWorld();
    const keeping = keepingOf(world);
    const { appState, state } = core().open();
    keeping.sync(appState, 0);
    if (state.kind === 'open') {
      keeping.sync({ ...appState, state: { ...state, account: { ...account, id: 'alex' } } }, 0);
    }
    const another = world.locks({});
    expect([
      await another.holders(key),
      await another.holders({ ...key, accountId: 'alex' }),
    ]).toEqual([0, 1]);
  });
});
