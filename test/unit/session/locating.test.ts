import { describe, expect, it } from 'vitest';
import type { EndReason, Recovery } from '../../../src/session/failures';
import { knownOf } from '../../../src/session/records';
import { defaultChoices } from '../../../src/session/appState';
import type { KnownWorkbook } from '../../../src/session/stored';
import type { Bench } from './reducerBench';
import { account, reducerBench, failure, noon, workbook } from './reducerBench';

describe('locating the workbook', () => {
  it('ignores the result of an earlier request', () => {
    const core = reducerBench().signedIn();
    const requestKey = core.requestKey('locate');
    expect(core.tell({ kind: 'located', requestKey: requestKey - 1, workbook }).state.kind).toBe(
      'locating',
    );
    expect(
      core.tell({ kind: 'notLocated', requestKey: requestKey - 1, problem: { reason: 'unsaved' } })
        .state.kind,
    ).toBe('locating');
    core.tell({ kind: 'located', requestKey, workbook });
    expect(
      core.tell({ kind: 'located', requestKey, workbook: { ...workbook, name: 'x' } }).state,
    ).toEqual({ kind: 'ready', account, workbook });
    expect(
      core.tell({ kind: 'notLocated', requestKey, problem: { reason: 'unsaved' } }).state.kind,
    ).toBe('ready');
    const opening = reducerBench().ready().tell({ kind: 'startRequested' });
    expect(
      opening.tell({ kind: 'located', requestKey: opening.requestKey('open'), workbook }).state
        .kind,
    ).toBe('opening');
  });

  it('that Graph refuses after a sign-in says that this account does not reach the file', () => {
    const refused = failure({ kind: 'reauthenticate' }, { status: 401 });
    for (const [fault, reason] of [
      [refused, 'otherAccount'],
      [{ ...refused, signIn: 'interactionRequired' } as const, 'signIn'],
    ] as const) {
      const core = reducerBench().ready().tell({ kind: 'signInRequested', another: false });
      core.tell({ kind: 'signedIn', requestKey: core.requestKey('signIn'), account });
      const requestKey = core.requestKey('locate');
      core.tell({ kind: 'notLocated', requestKey, problem: { reason: 'signIn', failure: fault } });
      expect(core.state).toMatchObject({ kind: 'noWorkbook', problem: { reason } });
    }
  });

  it('can be cancelled, which is shown as the reason', () => {
    const core = reducerBench().signedIn();
    const requestKey = core.requestKey('locate');
    core.tell({ kind: 'cancelRequested' });
    expect([core.state, core.effects]).toEqual([
      { kind: 'noWorkbook', account, problem: { reason: 'cancelled' }, link: null },
      [{ kind: 'cancelRequest', requestKey }],
    ]);
    expect(core.tell({ kind: 'cancelRequested' }).effects).toEqual([]);
  });

  it('keeps the Retry-After of its response; the gate delays the next request', () => {
    const core = reducerBench().signedIn();
    const fault = failure({ kind: 'retry' }, { notBefore: noon + 30_000 });
    core.tell({
      kind: 'notLocated',
      requestKey: core.requestKey('locate'),
      problem: { reason: 'unknown', failure: fault },
    });
    expect(core.appState.throttledUntil).toBe(noon + 30_000);
    expect(core.tell({ kind: 'linkGiven', link: 'https://x' }).effects).toMatchObject([
      { kind: 'locate', link: 'https://x' },
    ]);
  });

  it('can be repeated from a lost session, not from an open one', () => {
    const core = reducerBench().open();
    expect(core.tell({ kind: 'checkAgainRequested' }).effects).toEqual([]);
    core.tell({ kind: 'refreshRequested' });
    core.tell({
      kind: 'refreshFailed',
      requestKey: core.requestKey('refresh'),
      failure: failure({ kind: 'ended', reason: 'fileGone' }),
    });
    expect(core.tell({ kind: 'checkAgainRequested' }).effects).toMatchObject([{ kind: 'locate' }]);
  });

  it('cannot be dismissed', () => {
    expect(reducerBench().open().tell({ kind: 'dismissed' }).state.kind).toBe('open');
    expect(reducerBench().signedIn().tell({ kind: 'dismissed' }).state.kind).toBe('locating');
  });
});

describe('the workbook that was located last', () => {
  const known = { account, workbook };
  const started = (found: KnownWorkbook | null): Bench => {
    const core = reducerBench().tell({ kind: 'started', known: found, choices: defaultChoices });
    return core.tell({ kind: 'signedIn', requestKey: core.requestKey('signIn'), account });
  };
  const lost = (reason: EndReason): Bench =>
    reducerBench().open().tell({ kind: 'refreshRequested' }).fails({ kind: 'ended', reason });
  const notStarted = (recovery: Recovery): Bench => {
    const core = reducerBench().ready().tell({ kind: 'startRequested' });
    return core.tell({
      kind: 'openFailed',
      requestKey: core.requestKey('open'),
      failure: failure(recovery),
    });
  };

  it('is passed to the next lookup of its own account only', () => {
    expect(started(known).effects).toMatchObject([
      { kind: 'locate', accountId: account.id, known: workbook, link: null },
    ]);
    expect(started({ ...known, account: { ...account, id: 'alex' } }).effects).toMatchObject([
      { kind: 'locate', known: null },
    ]);
    expect(started(null).effects).toMatchObject([{ kind: 'locate', known: null }]);
  });

  it('is kept when a lookup fails', () => {
    const core = started(known);
    core.tell({
      kind: 'notLocated',
      requestKey: core.requestKey('locate'),
      problem: { reason: 'notFound' },
    });
    expect(knownOf(core.appState)).toEqual(known);
  });

  it('saves a request at the start only: whoever checks again, Graph is asked', () => {
    const failing = started(known);
    const fails = (reason: 'notFound' | 'unknown'): Bench =>
      failing.tell({
        kind: 'notLocated',
        requestKey: failing.requestKey('locate'),
        problem: { reason },
      });
    fails('notFound');
    for (const core of [failing, reducerBench().ready(), lost('fileGone')]) {
      core.tell({ kind: 'checkAgainRequested' });
      expect(core.effects.at(-1)).toMatchObject({ kind: 'locate', known: null, link: null });
      expect(knownOf(core.appState)).toMatchObject(known);
    }
    const { repeatAt = 0 } = fails('unknown').state as { readonly repeatAt?: number };
    expect(failing.wait(repeatAt).effects).toMatchObject([{ kind: 'locate', known: null }]);
  });

  it('and was found by a link is looked up by it, unless Excel shows another one since', () => {
    const linked = {
      ...workbook,
      address: 'https://contoso.sharepoint.com/:x:/s/x',
      insteadOf: '',
    };
    const found = (): Bench => {
      const core = reducerBench().signedIn();
      const requestKey = core.requestKey('locate');
      return core.tell({ kind: 'located', requestKey, workbook: linked });
    };
    expect(found().tell({ kind: 'checkAgainRequested' }).effects).toMatchObject([
      { kind: 'locate', link: linked.address },
    ]);
    const core = found().open();
    core.tell({ kind: 'documentChanged', accountId: account.id, document: { name: 'Other.xlsx' } });
    core.tell({ kind: 'refreshRequested' }).fails({ kind: 'ended', reason: 'notFound' });
    expect(core.state).toMatchObject({ kind: 'lost', workbook: linked });
    expect(core.tell({ kind: 'checkAgainRequested' }).effects.at(-1)).toMatchObject({
      kind: 'locate',
      link: null,
    });
  });

  it('is the one that is shown, whatever the state of its session', () => {
    const opening = reducerBench().ready().tell({ kind: 'startRequested' });
    const closing = reducerBench().open().tell({ kind: 'closeRequested' });
    for (const core of [
      reducerBench().ready(),
      opening,
      reducerBench().open(),
      closing,
      lost('expired'),
      notStarted({ kind: 'unknown' }),
    ]) {
      expect(knownOf(core.appState)).toEqual(known);
    }
    expect(knownOf(notStarted({ kind: 'ended', reason: 'expired' }).appState)).toEqual(known);
    expect(knownOf(notStarted({ kind: 'forbidden', need: 'editRight' }).appState)).toEqual(known);
  });

  it('is located again if the file is missing', () => {
    expect(knownOf(lost('fileGone').appState)).toBeNull();
    expect(knownOf(notStarted({ kind: 'ended', reason: 'fileGone' }).appState)).toBeNull();
    expect(knownOf(notStarted({ kind: 'forbidden', need: 'existingFile' }).appState)).toBeNull();
  });

  it('is forgotten when its user signs out or chooses another account', () => {
    expect(knownOf(reducerBench().open().tell({ kind: 'signOutRequested' }).appState)).toBeNull();
    expect(
      knownOf(reducerBench().ready().tell({ kind: 'signInRequested', another: true }).appState),
    ).toBeNull();
    expect(
      knownOf(reducerBench().open().tell({ kind: 'signInRequested', another: true }).appState),
    ).toBeNull();
  });
});
