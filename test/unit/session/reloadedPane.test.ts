import { describe, expect, it } from 'vitest';
import { defaultChoices } from '../../../src/session/appState';
import { recordOf } from '../../../src/session/records';
import type { SessionRecord } from '../../../src/session/stored';
import type { UserAction } from '../../../src/session/userAction';
import { minuteMs } from '../../support/durations';
import { sent } from './acts';
import type { Bench } from './reducerBench';
import { account, noon, persistent, recordWith, reducerBench, workbook } from './reducerBench';

/** A pane that was reloaded `absentMs` after its record was written. */
function reloaded(record: SessionRecord | null = recordWith(), absentMs = 1_000): Bench {
  return reducerBench()
    .pass(absentMs)
    .tell({ kind: 'started', known: { account, workbook }, record, choices: defaultChoices });
}
const signsIn = (core: Bench, as = account): Bench =>
  core.tell({ kind: 'signedIn', requestKey: core.requestKey('signIn'), account: as });
const locates = (core: Bench, record: SessionRecord | null = recordWith(), at = workbook): Bench =>
  core.tell({
    kind: 'located',
    requestKey: core.requestKey('locate'),
    workbook: at,
    ...(record === null ? {} : { record }),
  });
/** Clicks; nothing is sent before the workbook is located. */
const acts = (core: Bench, ...actions: readonly UserAction[]): Bench => {
  for (const action of actions) expect(core.tell(action).effects).toEqual([]);
  return core;
};
const kinds = (core: Bench): readonly string[] => core.effects.map(({ kind }) => kind);

describe('a reloaded pane', () => {
  it('shows the session of the record as being checked, before the user is signed in', () => {
    const core = reloaded(recordWith({ activity: [{ at: noon, what: 'opened' }] }));
    expect(core.state).toMatchObject({
      kind: 'resuming',
      account,
      workbook,
      activity: [{ what: 'opened' }],
      shown: {
        kind: 'open',
        session: persistent,
        keepAlive: { kind: 'on' },
        request: { kind: 'refreshing' },
        unverifiedAfterMs: 1_000,
      },
    });
    expect(core.effects).toMatchObject([{ kind: 'signIn', mode: 'silent' }]);
  });

  it('shows the workbook alone without a record of an open session', () => {
    const records = [
      null,
      recordWith({ phase: 'ended' }),
      recordWith({ phase: 'opening', session: null }),
    ];
    for (const record of records) {
      expect(reloaded(record).state).toMatchObject({ shown: { kind: 'ready' }, activity: [] });
    }
    const phases = ['open', 'closing'] as const;
    for (const old of phases.map((phase) => reloaded(recordWith({ phase }), 66 * minuteMs))) {
      expect(old.state).toMatchObject({ shown: { kind: 'ready', workbook } });
    }
  });

  it('keeps it on the screen until the workbook is located, and checks the session then', () => {
    const core = signsIn(reloaded());
    expect([core.state.kind, kinds(core)]).toEqual(['resuming', ['locate']]);
    expect([locates(core).state, kinds(core)]).toMatchObject([
      { kind: 'open', request: { kind: 'refreshing' }, unverifiedAfterMs: 1_000 },
      ['refresh'],
    ]);
  });

  it('checks the session that it shows also where its record has been removed meanwhile', () => {
    const core = signsIn(reloaded(recordWith({ activity: [{ at: noon, what: 'opened' }] })));
    const renamed = { ...workbook, name: 'Renamed.xlsx' };
    expect([locates(core, null, renamed).appState, kinds(core)]).toMatchObject([
      {
        state: {
          kind: 'open',
          workbook: renamed,
          session: persistent,
          request: { kind: 'refreshing' },
          unverifiedAfterMs: 1_000,
        },
        activity: [{ what: 'opened' }],
      },
      ['refresh'],
    ]);
  });

  it('shows the session as closed where another pane has closed it meanwhile', () => {
    const core = reloaded();
    const closed = recordWith({ phase: 'closed' });
    const ending = { kind: 'closed', session: persistent };
    const requestKey = core.requestKey('signIn');
    expect(core.tell({ kind: 'recordChanged', record: closed }).state).toMatchObject({
      kind: 'resuming',
      shown: { kind: 'ready', ending },
    });
    // The start goes on.
    expect(core.effects).toEqual([]);
    core.tell({ kind: 'signedIn', requestKey, account });
    expect([locates(core, null).state, kinds(core)]).toMatchObject([{ kind: 'ready', ending }, []]);
  });

  it('writes no record before: the stored one stays as it is', () => {
    const core = reloaded();
    expect(recordOf(core.appState, core.now)).toBeNull();
    expect(recordOf(signsIn(core).appState, core.now)).toBeNull();
  });

  it('drops it for another account, for another workbook, and when the user must sign in', () => {
    const other = { ...account, id: 'alex' };
    expect(signsIn(reloaded(), other).state).toMatchObject({ kind: 'locating', account: other });
    const elsewhere = { ...workbook, itemId: 'other' };
    const core = acts(reloaded(), { kind: 'startRequested' });
    const moved = locates(signsIn(reloaded()), null, elsewhere);
    expect([moved.state, moved.appState.activity]).toMatchObject([
      { kind: 'ready', workbook: elsewhere },
      [],
    ]);
    core.tell({
      kind: 'signInFailed',
      requestKey: core.appState.requestKey,
      failure: { reason: 'interactionRequired', at: noon },
    });
    expect(core.state).toEqual({ kind: 'signedOut' });
  });

  it('shows the problem of a workbook that is not located, and an Excel that is missing', () => {
    const core = signsIn(reloaded());
    const problem = { reason: 'noAddress' } as const;
    core.tell({ kind: 'notLocated', requestKey: core.requestKey('locate'), problem });
    expect(core.state).toMatchObject({ kind: 'noWorkbook', account, problem });
    expect(reloaded().tell({ kind: 'unsupported', reason: 'officeSilent' }).state).toEqual({
      kind: 'unsupported',
      reason: 'officeSilent',
    });
  });
});

/** A reload with clicks before the user is signed in. */
const clicked = (record: SessionRecord | null, ...actions: readonly UserAction[]): Bench => {
  const core = reloaded(record);
  const requestKey = core.requestKey('signIn');
  acts(core, ...actions);
  return core.tell({ kind: 'signedIn', requestKey, account });
};

describe('a click while the pane resumes', () => {
  it('on Start session is carried out once the workbook is located', () => {
    const core = clicked(null, { kind: 'startRequested' }, { kind: 'startRequested' });
    expect([locates(core, null).state.kind, kinds(core)]).toEqual(['opening', ['open']]);
  });

  it('on Start session does nothing in another workbook', () => {
    const core = clicked(null, { kind: 'startRequested' });
    locates(core, null, { ...workbook, itemId: 'other' });
    expect([core.state.kind, kinds(core)]).toEqual(['ready', []]);
  });

  it('on Attach and on Close session is carried out as well', () => {
    const attaches = clicked(null, { kind: 'attachRequested', sessionId: 'theirs' });
    expect(locates(attaches, null).effects).toMatchObject([
      { kind: 'refresh', sessionId: 'theirs' },
    ]);
    const closes = clicked(recordWith(), { kind: 'closeRequested' });
    expect([locates(closes).state.kind, kinds(closes)]).toEqual(['closing', ['refresh', 'close']]);
  });

  it('on a setting shows at once, and stays', () => {
    const core = reloaded();
    const requestKey = core.requestKey('signIn');
    acts(core, { kind: 'keepAliveSet', on: false }, { kind: 'stopAfterChosen', stopAfterMs: null });
    expect(core.state).toMatchObject({ shown: { keepAlive: { kind: 'off' } } });
    expect(core.appState.choices).toMatchObject({ keepAlive: false, stopAfterMs: null });
    core.tell({ kind: 'signedIn', requestKey, account });
    expect([locates(core).state, core.appState.activity]).toMatchObject([
      { kind: 'open', keepAlive: { kind: 'off' } },
      [{ what: 'keepAliveOff' }],
    ]);
  });

  it('on the kind of session shows at once', () => {
    const core = acts(reloaded(null), { kind: 'persistChangesChosen', persistChanges: false });
    expect(core.appState.choices.persistChanges).toBe(false);
  });

  it('on Refresh joins the check that is on its way', () => {
    const core = clicked(recordWith(), { kind: 'refreshRequested' });
    expect(kinds(locates(core))).toEqual(['refresh']);
  });

  it('on what is under way, or is not on the screen, changes nothing', () => {
    const core = reloaded();
    const { state } = core;
    const ignored: readonly UserAction[] = [
      { kind: 'refreshRequested' },
      { kind: 'checkAgainRequested' },
      { kind: 'cancelRequested' },
      { kind: 'linkGiven', link: workbook.address },
      { kind: 'allFilesRequested' },
      { kind: 'leavingConfirmed' },
    ];
    for (const action of ignored) expect(core.tell(action).state, action.kind).toBe(state);
  });

  it('on Close session of a scratch copy asks once the workbook is located, not before', () => {
    const scratch = recordWith({ session: { ...persistent, persistChanges: false } });
    const core = clicked(scratch, { kind: 'closeRequested' });
    expect(core.state).toMatchObject({ actions: [{ kind: 'closeRequested' }] });
    expect(core.state).not.toHaveProperty('shown.question');
    expect(locates(core, scratch).state).toMatchObject({ kind: 'open', question: 'close' });
    expect(kinds(core)).toEqual(['refresh']);
  });

  it('on 4 more hours shows at once, and counts once', () => {
    const until = noon + 10 * minuteMs;
    const ending = recordWith({ keepAlive: { on: true, until } });
    const core = clicked(ending, { kind: 'keepAliveExtended' });
    const extended = { keepAlive: { kind: 'on', until: until + 240 * minuteMs } };
    expect(core.state).toMatchObject({ shown: extended });
    expect(locates(core, ending).state).toMatchObject({ kind: 'open', ...extended });
  });

  it('waits for its own lookup, not for an earlier one', () => {
    const core = clicked(null, { kind: 'startRequested' });
    const { state } = core;
    core.tell({ kind: 'located', requestKey: core.requestKey('locate') - 1, workbook });
    expect([core.state, core.effects]).toEqual([state, []]);
  });

  /**
   * Sign out is clicked while the pane resumes: before the silent sign-in ends either way, and
   * after it.
   */
  function leaving(record: SessionRecord): readonly Bench[] {
    const action = { kind: 'signOutRequested' } as const;
    const refused = acts(reloaded(record), action);
    return [
      refused.tell({
        kind: 'signInFailed',
        requestKey: refused.appState.requestKey,
        failure: { reason: 'interactionRequired', at: noon },
      }),
      clicked(record, action),
      signsIn(reloaded(record)).tell({ kind: 'signOutRequested' }),
    ];
  }
  const withoutLookUp = ({ effects }: Bench) =>
    sent(effects).filter(({ kind }) => kind !== 'cancelRequest');

  it('on Sign out closes the session that was shown, whatever becomes of the start', () => {
    for (const core of leaving(recordWith())) {
      expect(core.state).toEqual({ kind: 'signedOut', notice: 'signedOut' });
      expect(withoutLookUp(core)).toMatchObject([
        { kind: 'close', sessionId: 'session-1', leftBy: account },
        { kind: 'signOut' },
      ]);
    }
  });

  it('on Close session sends nothing where the user must sign in: the record stays', () => {
    const core = acts(reloaded(), { kind: 'closeRequested' });
    const failure = { reason: 'interactionRequired', at: noon } as const;
    core.tell({ kind: 'signInFailed', requestKey: core.appState.requestKey, failure });
    expect([core.state, core.effects]).toEqual([{ kind: 'signedOut' }, []]);
  });

  it('on Sign out after another click does not wait for the look-up', () => {
    const core = clicked(recordWith(), { kind: 'keepAliveSet', on: false });
    expect(withoutLookUp(core.tell({ kind: 'signOutRequested' }))).toMatchObject([
      { kind: 'close', sessionId: 'session-1', leftBy: account },
      { kind: 'signOut' },
    ]);
  });

  it('on Sign out asks before a scratch copy is left, whatever becomes of the start', () => {
    const scratch = { ...persistent, persistChanges: false };
    const activity = [{ at: noon, what: 'opened' }] as const;
    for (const core of leaving(recordWith({ session: scratch, activity }))) {
      expect([core.state, withoutLookUp(core)]).toMatchObject([
        { kind: 'open', workbook, question: 'signOut', request: { kind: 'refreshing' } },
        [{ kind: 'refresh', sessionId: 'session-1' }],
      ]);
      // The record goes on as it was.
      expect(recordOf(core.appState, core.now)).toMatchObject({ activity, seenAt: noon });
      expect(core.tell({ kind: 'leavingConfirmed' }).effects).toMatchObject([
        { kind: 'cancelRequest' },
        { kind: 'close', sessionId: 'session-1', leftBy: account },
        { kind: 'signOut' },
      ]);
    }
  });

  it('on Sign out signs out the account that was signed in, not the stored one', () => {
    const renewed = { ...account, name: 'Adele V.' };
    const core = reloaded();
    core.tell({ kind: 'signedIn', requestKey: core.requestKey('signIn'), account: renewed });
    expect(core.tell({ kind: 'signOutRequested' }).effects).toMatchObject([
      { kind: 'cancelRequest' },
      { kind: 'close', leftBy: renewed },
      { kind: 'signOut', account: renewed },
    ]);
  });

  it('on Sign out signs out another account that is signed in instead; its session is not touched', () => {
    const alex = { ...account, id: 'alex' };
    for (const record of [
      recordWith(),
      recordWith({ session: { ...persistent, persistChanges: false } }),
    ]) {
      const core = reloaded(record);
      const requestKey = core.requestKey('signIn');
      acts(core, { kind: 'signOutRequested' });
      core.tell({ kind: 'signedIn', requestKey, account: alex });
      expect(core.state).toEqual({ kind: 'signedOut', notice: 'signedOut' });
      expect(withoutLookUp(core)).toMatchObject([{ kind: 'signOut', account: alex }]);
    }
  });

  describe('that leaves the session, though no workbook is located', () => {
    const notLocated = (core: Bench): Bench =>
      core.tell({
        kind: 'notLocated',
        requestKey: core.requestKey('locate'),
        problem: { reason: 'noAddress' },
      });

    it('closes it, after a question if changes may be lost', () => {
      const core = notLocated(clicked(recordWith(), { kind: 'closeRequested' }));
      expect([core.state, core.effects]).toMatchObject([
        { kind: 'closing', workbook, session: persistent },
        [{ kind: 'close', sessionId: 'session-1' }],
      ]);
      const scratch = recordWith({ session: { ...persistent, persistChanges: false } });
      const asked = notLocated(clicked(scratch, { kind: 'closeRequested' }));
      expect([asked.state, asked.effects]).toMatchObject([
        { kind: 'open', question: 'close' },
        [{ kind: 'refresh', sessionId: 'session-1' }],
      ]);
    });

    it('changes the account', () => {
      const core = notLocated(clicked(recordWith(), { kind: 'signInRequested', another: true }));
      expect([core.state, core.effects]).toMatchObject([
        { kind: 'signingIn', returnTo: { kind: 'closing' } },
        [{ kind: 'close', sessionId: 'session-1' }, { kind: 'signIn' }],
      ]);
    });

    it('does nothing else', () => {
      const core = notLocated(clicked(null, { kind: 'startRequested' }));
      expect([core.state, core.effects]).toMatchObject([{ kind: 'noWorkbook' }, []]);
    });
  });
});
