import { describe, expect, it } from 'vitest';
import type { SignInReason } from '../../../src/session/failures';
import { knownOf } from '../../../src/session/records';
import { defaultChoices } from '../../../src/session/appState';
import type { Bench } from './reducerBench';
import { account, reducerBench, failure, noon, persistent, workbook } from './reducerBench';

const refusal = (reason: SignInReason = 'windowBlocked') => ({ reason, at: noon });
const started = (): Bench =>
  reducerBench().tell({
    kind: 'started',
    known: { account, workbook },
    choices: defaultChoices,
  });
const signedOut = (): Bench => {
  const core = started();
  return core.tell({
    kind: 'signInFailed',
    requestKey: core.requestKey('signIn'),
    failure: refusal('interactionRequired'),
  });
};
const fails = (core: Bench, reason?: SignInReason): Bench =>
  core.tell({
    kind: 'signInFailed',
    requestKey: core.requestKey('signIn'),
    failure: refusal(reason),
  });
const asks = (core: Bench, another = false): Bench =>
  core.tell({ kind: 'signInRequested', another });

describe('the silent sign-in at the start', () => {
  it('is not repeated later', () => {
    expect(
      signedOut().tell({ kind: 'started', known: null, choices: defaultChoices }).state.kind,
    ).toBe('signedOut');
  });

  it('shows a failure, unless the user is merely required', () => {
    const core = fails(started(), 'configuration');
    expect(core.state).toEqual({ kind: 'signedOut', notice: refusal('configuration') });
  });

  it('keeps the known workbook after a failure, for the same user', () => {
    for (const reason of ['interactionRequired', 'configuration'] as const) {
      const core = fails(started(), reason);
      expect([core.state.kind, knownOf(core.appState)]).toMatchObject(['signedOut', { workbook }]);
      fails(asks(core), 'cancelled');
      expect(knownOf(asks(core).appState)).toMatchObject({ workbook });
      core.tell({ kind: 'signedIn', requestKey: core.requestKey('signIn'), account });
      expect(core.effects).toMatchObject([{ kind: 'locate', known: workbook }]);
    }
  });

  it('drops the known workbook for another user', () => {
    const core = asks(fails(started(), 'interactionRequired'), true);
    core.tell({
      kind: 'signedIn',
      requestKey: core.requestKey('signIn'),
      account: { ...account, id: 'alex' },
    });
    expect([core.effects, knownOf(core.appState)]).toMatchObject([
      [{ kind: 'locate', known: null }],
      null,
    ]);
  });

  it('ignores the result of an earlier request', () => {
    const core = started();
    expect(core.tell({ kind: 'signedIn', requestKey: 0, account }).state.kind).toBe('resuming');
    expect(core.tell({ kind: 'signInFailed', requestKey: 0, failure: refusal() }).state.kind).toBe(
      'resuming',
    );
  });

  it('is replaced by the unsupported screen, which no other state shows', () => {
    expect(started().tell({ kind: 'unsupported', reason: 'notExcel' }).state).toEqual({
      kind: 'unsupported',
      reason: 'notExcel',
    });
    const core = started().tell({ kind: 'unsupported', reason: 'notExcel' });
    expect([asks(core).state.kind, core.effects]).toEqual(['unsupported', []]);
    expect(reducerBench().open().tell({ kind: 'unsupported', reason: 'notExcel' }).state.kind).toBe(
      'open',
    );
  });
});

describe('a sign-in', () => {
  it('continues with locating the workbook', () => {
    const core = asks(signedOut());
    expect(core.effects).toEqual([
      { kind: 'signIn', requestKey: core.requestKey('signIn'), mode: 'interactive' },
    ]);
    expect(asks(core).effects).toEqual([]);
    const again = asks(signedOut(), true);
    expect(again.effects).toMatchObject([{ mode: 'another' }]);
    again.tell({ kind: 'signedIn', requestKey: again.requestKey('signIn'), account });
    expect(again.effects).toEqual([
      {
        kind: 'locate',
        requestKey: again.requestKey('locate'),
        accountId: account.id,
        tenantId: account.tenantId,
        known: workbook,
        link: null,
      },
    ]);
    expect(again.state).toEqual({
      kind: 'locating',
      requestKey: again.requestKey('locate'),
      account,
      link: null,
    });
  });

  it('that requires the user is shown as failed if the user requested it', () => {
    expect(fails(asks(signedOut()), 'interactionRequired').state).toEqual({
      kind: 'signedOut',
      notice: refusal('interactionRequired'),
    });
  });

  it('ignores the result of an earlier request', () => {
    const core = asks(signedOut());
    const requestKey = core.requestKey('signIn');
    expect(core.tell({ kind: 'signedIn', requestKey: requestKey - 1, account }).state.kind).toBe(
      'signingIn',
    );
    expect(
      core.tell({ kind: 'signInFailed', requestKey: requestKey - 1, failure: refusal() }).state
        .kind,
    ).toBe('signingIn');
    const later = core.tell({ kind: 'signedIn', requestKey, account });
    expect(
      later.tell({ kind: 'signedIn', requestKey: core.appState.requestKey, account }).effects,
    ).toEqual([]);
    expect(
      later.tell({ kind: 'signInFailed', requestKey: core.appState.requestKey, failure: refusal() })
        .state.kind,
    ).toBe('locating');
    const opening = reducerBench().ready().tell({ kind: 'startRequested' });
    expect(
      opening.tell({
        kind: 'signInFailed',
        requestKey: opening.requestKey('open'),
        failure: refusal(),
      }).state.kind,
    ).toBe('opening');
  });

  it('from a signed-in screen returns there if it is cancelled or fails, with the reason of the failure', () => {
    const ready = reducerBench().ready().tell({ kind: 'startRequested' });
    ready.tell({
      kind: 'openFailed',
      requestKey: ready.requestKey('open'),
      failure: failure({ kind: 'reauthenticate' }),
    });
    const before = ready.state;
    asks(ready);
    expect([ready.state.kind, knownOf(ready.appState)]).toEqual(['signingIn', null]);
    const requestKey = ready.requestKey('signIn');
    expect([ready.tell({ kind: 'cancelRequested' }).state, ready.effects]).toMatchObject([
      before,
      [{ kind: 'cancelRequest', requestKey }, { kind: 'findRecord' }],
    ]);
    expect(ready.appState).not.toHaveProperty('signInNotice');
    for (const reason of [
      'cancelled',
      'unknown',
      'interactionRequired',
      'windowBlocked',
    ] as const) {
      expect(fails(asks(ready), reason).state).toEqual(before);
      expect(ready.appState.signInNotice).toEqual(refusal(reason));
    }
    expect(ready.tell({ kind: 'woke' }).appState).toHaveProperty('signInNotice');
    expect(ready.tell({ kind: 'dismissed' }).appState).not.toHaveProperty('signInNotice');
  });

  it('for another account is possible from a lost session and from a workbook that was not located', () => {
    const lost = reducerBench().open().tell({ kind: 'refreshRequested' });
    lost.tell({
      kind: 'refreshFailed',
      requestKey: lost.requestKey('refresh'),
      failure: failure({ kind: 'ended', reason: 'authentication' }),
    });
    expect(asks(lost, true).effects).toMatchObject([{ kind: 'signIn', mode: 'another' }]);
    const missing = reducerBench().signedIn();
    missing.tell({
      kind: 'notLocated',
      requestKey: missing.requestKey('locate'),
      problem: { reason: 'noAccess' },
    });
    expect(asks(missing, true).effects).toMatchObject([{ kind: 'signIn', mode: 'another' }]);
  });

  it('for another account does not wait for a look-up, but for a session that is opened or closed', () => {
    const locating = reducerBench().signedIn();
    const { requestKey } = locating.appState;
    expect(asks(locating, true).effects).toMatchObject([
      { kind: 'cancelRequest', requestKey },
      { kind: 'signIn', mode: 'another' },
    ]);
    expect(locating.tell({ kind: 'cancelRequested' }).state.kind).toBe('noWorkbook');
    for (const core of [
      reducerBench().ready().tell({ kind: 'startRequested' }),
      reducerBench().open().tell({ kind: 'closeRequested' }),
    ]) {
      const { state } = core;
      expect([asks(core, true).effects, core.state]).toEqual([[], state]);
    }
  });

  it('changes nothing where the pane cannot work, or on the card of a session that needs none', () => {
    const starting = started();
    starting.tell({ kind: 'unsupported', reason: 'notExcel' });
    expect([asks(starting, true).effects, starting.state.kind]).toEqual([[], 'unsupported']);
    expect(asks(reducerBench().open()).effects).toEqual([]);
  });
});

describe('another account, while a session is open', () => {
  const close = (requestKey: number) => ({
    kind: 'close',
    requestKey,
    workbook,
    sessionId: 'session-1',
    leftBy: account,
  });

  it('closes the session first, and can be cancelled', () => {
    const core = asks(reducerBench().open(), true);
    const { requestKey } = core.appState;
    expect(core.effects).toEqual([
      close(requestKey - 1),
      { kind: 'signIn', requestKey, mode: 'another' },
    ]);
    expect(core.state).toEqual({
      kind: 'signingIn',
      requestKey,
      returnTo: {
        kind: 'closing',
        requestKey: requestKey - 1,
        account,
        workbook,
        session: persistent,
        isLeft: true,
      },
    });
    const answered = asks(reducerBench().open(), true);
    answered.tell({ kind: 'closed', requestKey: answered.appState.requestKey - 1 });
    expect(answered.state).toMatchObject({
      kind: 'signingIn',
      returnTo: { kind: 'ready', ending: { kind: 'closed' } },
    });
    expect(core.tell({ kind: 'cancelRequested' }).state).toMatchObject({ kind: 'closing' });
    expect(core.tell({ kind: 'closed', requestKey: requestKey - 1 }).state).toMatchObject({
      kind: 'ready',
      ending: { kind: 'closed', session: persistent },
    });
  });

  it('or the same one in another organization takes the place of another client’s session once the user has signed in', () => {
    const organization = 'fabrikam.example';
    const attached = (): Bench =>
      reducerBench().attached().tell({ kind: 'signInRequested', another: true, organization });
    const core = attached();
    const { activity } = core.appState;
    const guest = { ...account, tenantId: 'fabrikam' };
    core.tell({ kind: 'signedIn', requestKey: core.requestKey('signIn'), account: guest });
    expect([core.state.kind, core.appState.activity]).toEqual(['locating', activity]);
    expect(core.appState.choices).toMatchObject({ organization });
    const alex = { ...account, id: 'alex' };
    const other = attached();
    other.tell({ kind: 'signedIn', requestKey: other.requestKey('signIn'), account: alex });
    expect([other.state.kind, other.appState.activity]).toEqual(['locating', []]);
    const same = attached();
    same.tell({ kind: 'signedIn', requestKey: same.requestKey('signIn'), account });
    expect(same.state).toMatchObject({ kind: 'open', request: { kind: 'refreshing' } });
    expect(same.state).not.toHaveProperty('switching');
  });

  it('cancels a pending refresh: the close need not wait for it', () => {
    const core = reducerBench().open().tell({ kind: 'refreshRequested' });
    const requestKey = core.requestKey('refresh');
    expect(asks(core, true).effects).toEqual([
      { kind: 'cancelRequest', requestKey },
      close(requestKey + 1),
      { kind: 'signIn', requestKey: requestKey + 2, mode: 'another' },
    ]);
  });

  it('does not close a session of another client', () => {
    const core = reducerBench().ready().tell({ kind: 'attachRequested', sessionId: 'theirs' });
    core.tell({ kind: 'refreshed', requestKey: core.requestKey('refresh'), sentAt: noon });
    expect(asks(core, true).effects).toEqual([
      { kind: 'signIn', requestKey: core.appState.requestKey, mode: 'another' },
    ]);
  });
});
