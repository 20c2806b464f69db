import { describe, expect, it } from 'vitest';
import type { SessionRecord } from '../../../src/session/stored';
import type { Bench } from './reducerBench';
import {
  account,
  failure,
  persistent,
  recordWith,
  reducerBench,
  workbook,
  unconfirmedBy,
} from './reducerBench';

/** The user cancels a sign-in; the record of the workbook is read. */
const returned = (core: Bench): Bench =>
  core.tell({ kind: 'signInRequested', another: true }).tell({ kind: 'cancelRequested' });
const finds = (core: Bench, record?: SessionRecord, isLive = true): Bench =>
  core.tell({
    kind: 'recordFound',
    requestKey: core.requestKey('findRecord'),
    ...(record === undefined ? {} : { record, isLive }),
  });
const lost = (): Bench =>
  reducerBench()
    .open()
    .tell({ kind: 'refreshRequested' })
    .fails({ kind: 'ended', reason: 'notFound' });
const closed = (): Bench => {
  const core = reducerBench().open().tell({ kind: 'closeRequested' });
  return core.tell({ kind: 'closed', requestKey: core.requestKey('close') });
};

describe('the record that is read after a sign-in', () => {
  it('is that of the account and the workbook, after a cancelled or a failed one', () => {
    const key = { accountId: account.id, driveId: workbook.driveId, itemId: workbook.itemId };
    for (const core of [reducerBench().ready(), lost()]) {
      expect(returned(core).effects).toMatchObject([
        { kind: 'cancelRequest' },
        { kind: 'findRecord', key },
      ]);
    }
  });

  it('of a live session shows it, of another one checks it first', () => {
    const live = finds(returned(reducerBench().ready()), recordWith());
    expect([live.state, live.effects]).toMatchObject([
      { kind: 'open', session: persistent, request: { kind: 'idle' } },
      [],
    ]);
    const left = finds(returned(reducerBench().ready()), recordWith(), false);
    expect([left.state, left.effects]).toMatchObject([
      { kind: 'open', session: persistent, request: { kind: 'refreshing' } },
      [{ kind: 'refresh' }],
    ]);
  });

  it('changes nothing if there is none, or it is of another account, workbook or of the session that ended', () => {
    const other = { ...workbook, itemId: 'other' };
    const cases: readonly (readonly [Bench, SessionRecord | undefined])[] = [
      [reducerBench().ready(), undefined],
      [reducerBench().ready(), recordWith({ accountId: 'alex' })],
      [reducerBench().ready(), recordWith({ workbook: other })],
      [lost(), recordWith()],
      [closed(), recordWith()],
      [closed(), recordWith({ phase: 'opening', session: null })],
      [lost(), recordWith({ phase: 'opening', session: null })],
    ];
    for (const [core, record] of cases) {
      const { state } = returned(core);
      expect([finds(core, record).state, core.effects]).toEqual([state, []]);
    }
  });

  it('of an opening says that a session may be open, unless a start has failed since', () => {
    const opening = recordWith({ phase: 'opening', session: null });
    const found = finds(returned(reducerBench().ready()), opening, false);
    expect(unconfirmedBy(found.appState.unconfirmed)).toBe('open');
    expect(found.state).toEqual({ kind: 'ready', account, workbook });
    // Beside the card of a session that has ended, which stays.
    for (const core of [closed(), lost()]) {
      const { state } = returned(core);
      finds(core, opening, false);
      expect([core.state, unconfirmedBy(core.appState.unconfirmed)]).toEqual([state, 'open']);
    }
    const core = reducerBench().ready().tell({ kind: 'startRequested' });
    core.tell({
      kind: 'openFailed',
      requestKey: core.requestKey('open'),
      failure: failure({ kind: 'reauthenticate' }),
    });
    const { appState } = returned(core);
    expect(finds(core, opening, false).appState).toEqual(appState);
  });

  it('is ignored once the user has gone on', () => {
    const core = returned(reducerBench().ready());
    const requestKey = core.requestKey('findRecord');
    const { state } = core.tell({ kind: 'startRequested' });
    expect(core.tell({ kind: 'recordFound', requestKey, record: recordWith() }).state).toEqual(
      state,
    );
  });
});
