import { describe, expect, it } from 'vitest';
import { finalRecord, keyOf } from '../../../src/session/records';
import { reducer } from '../../../src/session/reducer';
import { failed, succeeded } from '../../../src/session/services';
import { unconfirmedHere } from '../../../src/session/unconfirmed';
import { alive, stores } from './peerBench';
import {
  account,
  documentShown,
  failure,
  noon,
  recordWith,
  reducerBench,
  workbook,
} from './reducerBench';
import type { Bench } from './reducerBench';
import {
  aborted,
  arrives,
  session,
  signOut,
  storeBench,
  unclosed,
  twoCancelledStarts,
} from './storeBench';
import { minuteMs } from '../../support/durations';

const copy = { ...workbook, itemId: '01COPY', address: `${workbook.address}2` };
const signIn = { kind: 'signInRequested', another: false } as const;
const attach = { kind: 'attachRequested', sessionId: 'theirs' } as const;
const refusal = failure({ kind: 'forbidden', need: 'permission' });

describe('a close that is not confirmed, behind a sign-in,', () => {
  it('is confirmed by another pane’s record of its session that is closed, and by no other', () => {
    for (const [record, isConfirmed] of [
      [{ phase: 'closed' }, true],
      [{ phase: 'closing' }, false],
      [{ phase: 'ended' }, false],
      [{ phase: 'closed', session: alive(0, { id: 'other' }) }, false],
    ] as const) {
      const core = reducerBench().open().tell({ kind: 'closeRequested' });
      core.tell({ kind: 'closeFailed', requestKey: core.requestKey('close'), failure: refusal });
      stores(core.tell(signIn), record);
      expect(core.state).toMatchObject({ kind: 'signingIn', returnTo: { kind: 'ready' } });
      const { returnTo } = core.state as { readonly returnTo: object };
      expect('failure' in (returnTo as { readonly ending: object }).ending).toBe(!isConfirmed);
    }
  });

  it('leaves a sign-in at a session that is open as it is, whatever another pane closes', () => {
    const core = reducerBench()
      .attached()
      .tell({ ...signIn, another: true });
    const before = core.state;
    stores(core, { phase: 'closed', session: alive(0, { id: 'other' }) });
    expect(core.state).toBe(before);
  });
});

describe('the final record for the other panes', () => {
  it('says of an unconfirmed close that they have to check, and nothing of a failed start', () => {
    const core = reducerBench().open().tell({ kind: 'closeRequested' });
    core.tell({ kind: 'closeFailed', requestKey: core.requestKey('close'), failure: refusal });
    expect(finalRecord(core.state, recordWith())).toMatchObject({ phase: 'ended' });
    core.tell({ kind: 'dismissed' }).tell({ kind: 'startRequested' });
    core.tell({ kind: 'openFailed', requestKey: core.requestKey('open'), failure: refusal });
    expect(core.state).toMatchObject({ ending: { kind: 'failed' } });
    expect(
      finalRecord(core.state, recordWith({ phase: 'opening', session: null })),
    ).toBeUndefined();
  });
});

it('a refresh that is under way goes on when another pane’s success is told', () => {
  const core = reducerBench().open().pass(minuteMs).tell({ kind: 'refreshRequested' });
  const requestKey = core.requestKey('refresh');
  core.pass(2_000);
  stores(core, { session: alive(core.now) });
  expect(core.state).toMatchObject({ request: { kind: 'refreshing', requestKey } });
});

it('a sign-in that was just made counts also after a close that failed: it is not offered first', () => {
  const core = reducerBench().open().tell({ kind: 'refreshRequested' });
  core.fails({ kind: 'reauthenticate' });
  core.tell(signIn);
  core.tell({ kind: 'signedIn', requestKey: core.requestKey('signIn'), account });
  core.tell({ kind: 'closeRequested' });
  const refused = failure({ kind: 'reauthenticate' });
  core.tell({ kind: 'closeFailed', requestKey: core.requestKey('close'), failure: refused });
  core.tell({ kind: 'startRequested' });
  core.tell({ kind: 'openFailed', requestKey: core.requestKey('open'), failure: refused });
  const need = { recovery: { kind: 'forbidden', need: 'otherAccount' } };
  expect(core.state).toMatchObject({ ending: { kind: 'failed', failure: need } });
});

it('an attach without an answer tells of nothing once it is left', async () => {
  const core = storeBench();
  await core.ready();
  await core.tell(attach);
  for (let count = 0; core.state().kind === 'opening' && count < 20; count += 1) {
    await core.last('refresh').answer(aborted);
    await core.time.run(core.time.now + minuteMs);
  }
  expect(core.state()).toMatchObject({ kind: 'ready', ending: { kind: 'failed' } });
  await core.tell(signOut);
  expect(unconfirmedHere(core.store.getState())).toBeUndefined();
});

it('of two cancelled starts the session of one is closed, and the other one is told of', async () => {
  const { core, first, second } = await twoCancelledStarts(copy);
  await second.answer(session('session-2'));
  await first.answer(aborted);
  await core.last('close').answer(succeeded(null));
  await core.tell(documentShown(workbook));
  expect(unconfirmedHere(core.store.getState())).toMatchObject({ failure: { code: 'aborted' } });
  expect(core.store.getState().awaited).toEqual([]);
});

it('a close whose card is shown again is told of by the card alone', async () => {
  const core = await unclosed();
  await core.tell(signIn);
  await arrives(core, { ...account, id: 'another' });
  expect(unconfirmedHere(core.store.getState())?.sessionId).toBe('session-1');
  await core.tell({ ...signIn, another: true });
  await arrives(core);
  await core.last('close').answer(failed(refusal));
  expect(core.state()).toMatchObject({ ending: { session: { id: 'session-1' } } });
  expect(core.store.getState().unconfirmed).toBeUndefined();
});

it('a close that is not confirmed is told of no more once a session was started or attached, but is beside a replacement', () => {
  const refusedClose = { kind: 'closeFailed', failure: refusal } as const;
  const told = (core: Bench): Bench => {
    core.open().tell({ kind: 'closeRequested' });
    core.tell({ ...refusedClose, requestKey: core.requestKey('close') });
    core.tell({ kind: 'startRequested' });
    expect(core.appState.unconfirmed).toMatchObject({ sessionId: 'session-1' });
    return core;
  };
  const started = told(reducerBench()).opened('session-2');
  expect(started.appState.unconfirmed).toBeUndefined();
  const attached = told(reducerBench());
  attached.tell({ kind: 'cancelRequested' }).attached();
  expect(attached.appState.unconfirmed).toBeUndefined();
  const replaced = reducerBench().open();
  const left = { workbook: keyOf(recordWith()), sessionId: 'session-0', failure: refusal };
  replaced.tell({ kind: 'refreshRequested' }).fails({ kind: 'recreate', certain: true });
  const { requestKey } = replaced.appState;
  const next = reducer(
    { ...replaced.appState, unconfirmed: left },
    { kind: 'opened', requestKey, workbook, sessionId: 's', persistChanges: true, sentAt: noon },
    { now: replaced.now, random: 0.5 },
  );
  expect(next.appState).toMatchObject({ state: { kind: 'open' }, unconfirmed: left });
});
