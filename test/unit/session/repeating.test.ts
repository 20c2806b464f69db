import { describe, expect, it } from 'vitest';
import { defaultChoices } from '../../../src/session/appState';
import type { SignInReason, WorkbookProblem } from '../../../src/session/failures';
import { minuteMs } from '../../support/durations';
import type { Bench } from './reducerBench';
import { account, failure, noon, recordWith, reducerBench, workbook } from './reducerBench';

const known = { account, workbook };
const startWith = (knownAtStart: typeof known | null): Bench =>
  reducerBench().tell({
    kind: 'started',
    known: knownAtStart,
    record: knownAtStart && recordWith(),
    choices: defaultChoices,
  });
const signInFails = (core: Bench, reason: SignInReason, more: object = {}): Bench =>
  core.tell({
    kind: 'signInFailed',
    requestKey: core.requestKey('signIn'),
    failure: { reason, at: core.now, ...more },
  });
const signsIn = (core: Bench): Bench =>
  core.tell({ kind: 'signedIn', requestKey: core.requestKey('signIn'), account });
const locateFails = (core: Bench, problem: WorkbookProblem): Bench =>
  core.tell({ kind: 'notLocated', requestKey: core.requestKey('locate'), problem });
const locates = (core: Bench): Bench =>
  core.tell({
    kind: 'located',
    requestKey: core.requestKey('locate'),
    workbook,
    record: recordWith(),
  });
const kinds = ({ effects }: Bench): readonly string[] => effects.map(({ kind }) => kind);

describe('a silent sign-in of the start that fails', () => {
  it.each(['unknown', 'timedOut', 'unavailable', 'storageFull'] as const)(
    'with %s is repeated in the start-up screen, then beside the question, and succeeds by itself',
    (reason) => {
      for (const first of ['starting', 'resuming'] as const) {
        const core = startWith(first === 'resuming' ? known : null);
        signInFails(core, reason).wait();
        expect([core.state.kind, core.effects]).toMatchObject([
          first,
          [{ kind: 'signIn', mode: 'silent' }],
        ]);
        while (core.state.kind === first) signInFails(core, reason).wait();
        expect(core.now - noon).toBeLessThan(20_000);
        expect([core.state, kinds(core)]).toMatchObject([
          { kind: 'signedOut', notice: { reason } },
          ['signIn'],
        ]);
        expect([signsIn(core).state.kind, kinds(core)]).toEqual(['locating', ['locate']]);
      }
    },
  );

  it('goes on after a sign-in by the user that fails or is cancelled, unless the service requires the user', () => {
    const waiting = (): Bench => {
      const core = signInFails(startWith(known), 'unavailable');
      while (core.state.kind !== 'signedOut') signInFails(core.wait(), 'unavailable');
      return core.tell({ kind: 'signInRequested', another: false });
    };
    const failed: unknown = expect.any(Number);
    const goesOn = { kind: 'signedOut', failed, repeatAt: 0, notBefore: 0 };
    expect(waiting().tell({ kind: 'cancelRequested' }).state).toEqual(goesOn);
    for (const reason of ['cancelled', 'windowBlocked', 'unavailable', 'unknown'] as const) {
      const core = signInFails(waiting(), reason);
      expect(core.state).toEqual({ ...goesOn, notice: { reason, at: core.now } });
      expect(core.tell({ kind: 'woke' }).effects).toMatchObject([
        { kind: 'signIn', mode: 'silent' },
      ]);
    }
    expect(signInFails(waiting(), 'notAssigned').state).not.toHaveProperty('repeatAt');
    const required = signInFails(startWith(null), 'interactionRequired');
    required.tell({ kind: 'signInRequested', another: false });
    expect(signInFails(required, 'unknown').state).not.toHaveProperty('repeatAt');
  });

  it('goes on after the pause of the sign-in service, also if the user cancels a sign-in of their own', () => {
    const core = startWith(null);
    const notBefore = core.now + 61_000;
    core.tell({
      kind: 'signInFailed',
      requestKey: core.requestKey('signIn'),
      failure: { reason: 'unavailable', at: core.now, notBefore },
    });
    core.pass(5_000).tell({ kind: 'signInRequested', another: false });
    core.tell({ kind: 'cancelRequested' });
    expect(core.state).toMatchObject({ kind: 'signedOut', repeatAt: notBefore });
    expect(core.tell({ kind: 'woke' }).effects).toEqual([]);
    // Neither a second cancellation nor the network ends the pause.
    core.tell({ kind: 'signInRequested', another: false }).tell({ kind: 'cancelRequested' });
    core.tell({ kind: 'onlineChanged', online: false });
    expect(core.tell({ kind: 'onlineChanged', online: true }).effects).toEqual([]);
    expect(core.state).toMatchObject({ kind: 'signedOut', repeatAt: notBefore });
    expect([kinds(core.wait()), core.now]).toEqual([['signIn'], notBefore]);
  });

  it('is repeated for as long as a session can live, with growing pauses', () => {
    const core = startWith(null);
    const times: number[] = [];
    for (;;) {
      signInFails(core, 'unknown').wait();
      if (core.effects.length === 0) break;
      times.push(core.now - noon);
    }
    expect(times.at(-1)).toBeGreaterThan(8 * minuteMs);
    expect(times.length).toBeLessThan(50);
    const pauses = times.map((time, index) => time - (times[index - 1] ?? 0));
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(Math.max(...pauses)).toBe(20_000);
    expect(core.state).toMatchObject({ kind: 'signedOut', notice: { reason: 'unknown' } });
  });

  it('comes after pauses that double up to 20 s', () => {
    const core = startWith(null);
    const pausesMs = Array.from({ length: 7 }, () => {
      const since = signInFails(core, 'unknown').now;
      return core.wait().now - since;
    });
    expect(pausesMs).toEqual([1_500, 3_000, 6_000, 12_000, 20_000, 20_000, 20_000]);
  });

  it('asks the user at once where the service says so, or where nothing may change', () => {
    for (const reason of ['interactionRequired', 'conditionalAccess', 'configuration'] as const) {
      for (const attempts of [0, 1, 4]) {
        const core = startWith(known);
        for (let attempt = 0; attempt < attempts; attempt += 1) signInFails(core, 'unknown').wait();
        expect(signInFails(core, reason).state.kind).toBe('signedOut');
        expect(kinds(core.wait(noon + 60 * minuteMs))).toEqual([]);
      }
    }
  });

  it('keeps the pause of the sign-in service, and shows the reason meanwhile', () => {
    const core = startWith(known);
    signInFails(core, 'unavailable', { notBefore: noon + 61_000 });
    expect(core.state).toMatchObject({ kind: 'signedOut', notice: { reason: 'unavailable' } });
    core.tell({ kind: 'onlineChanged', online: true });
    expect(kinds(core)).toEqual([]);
    expect([kinds(core.wait()), core.now]).toEqual([['signIn'], noon + 61_000]);
  });

  it('without a network is shown at once, and repeated when the network is back', () => {
    const core = startWith(known).tell({ kind: 'onlineChanged', online: false });
    const requestKey = 1;
    core.tell({ kind: 'signInFailed', requestKey, failure: { reason: 'offline', at: noon } });
    expect(core.state).toMatchObject({ kind: 'signedOut', notice: { reason: 'offline' } });
    expect(kinds(core.tell({ kind: 'onlineChanged', online: true }))).toEqual(['signIn']);
  });

  it('is repeated when the network is back after an hour', () => {
    for (const first of ['signIn', 'locate'] as const) {
      const core = reducerBench().tell({ kind: 'onlineChanged', online: false });
      core.tell({ kind: 'started', known: null, choices: defaultChoices });
      if (first === 'locate') signsIn(core);
      const end = core.now + 60 * minuteMs;
      let attempts = 0;
      for (; kinds(core).includes(first); attempts += 1) {
        if (first === 'signIn') signInFails(core, 'offline');
        else locateFails(core, { reason: 'offline' });
        core.wait(end);
      }
      expect(attempts).toBeGreaterThan(100);
      core.tell({ kind: 'onlineChanged', online: true });
      expect(kinds(core)).toEqual([first]);
    }
  });

  it('is given up when the user signs in', () => {
    const core = startWith(null);
    while (core.state.kind === 'starting') signInFails(core, 'unknown').wait();
    const pending = core.requestKey('signIn');
    core.tell({ kind: 'signInRequested', another: false });
    expect([core.state.kind, core.effects]).toMatchObject([
      'signingIn',
      [
        { kind: 'cancelRequest', requestKey: pending },
        { kind: 'signIn', mode: 'interactive' },
      ],
    ]);
    expect(core.tell({ kind: 'signedIn', requestKey: pending, account }).state.kind).toBe(
      'signingIn',
    );
  });
});

describe('a slow start', () => {
  it('shows the sign-in button after the first attempt that takes long', () => {
    for (const knownAtStart of [known, null]) {
      const core = startWith(knownAtStart).pass(15_000);
      expect(signInFails(core, 'timedOut').state.kind).toBe('signedOut');
    }
  });

  it('in which the user signs out ends signed out, and nothing more is sent', () => {
    const core = startWith(known);
    const requestKey = core.requestKey('signIn');
    core.tell({ kind: 'signOutRequested' }).pass(15_000);
    core.tell({ kind: 'signInFailed', requestKey, failure: { reason: 'timedOut', at: core.now } });
    expect([core.state, core.effects]).toMatchObject([
      { kind: 'signedOut', notice: 'signedOut' },
      [{ kind: 'close', sessionId: 'session-1', leftBy: account }, { kind: 'signOut' }],
    ]);
    expect(kinds(core.wait())).toEqual([]);
  });
});

describe('a look-up that fails', () => {
  const faults: readonly WorkbookProblem[] = [
    { reason: 'offline' },
    { reason: 'unknown', failure: failure({ kind: 'unknown' }) },
    { reason: 'unknown', failure: failure({ kind: 'retry' }) },
    { reason: 'unknown', failure: failure({ kind: 'recreate', certain: false }) },
  ];

  it('at the start is repeated behind the card, then beside the problem, and succeeds by itself', () => {
    for (const problem of faults) {
      const core = signsIn(startWith(known));
      locateFails(core, problem).wait();
      expect([core.state.kind, kinds(core)]).toEqual(['resuming', ['locate']]);
      expect(core.effects).toMatchObject([{ kind: 'locate', known: workbook }]);
      while (core.state.kind === 'resuming') locateFails(core, problem).wait();
      expect([core.state.kind, kinds(core)]).toEqual(['noWorkbook', ['locate']]);
      expect(locates(core).state).toMatchObject({ kind: 'open', session: { id: 'session-1' } });
    }
  });

  it('is repeated by the link that the user gave', () => {
    const core = reducerBench().ready();
    core.tell({ kind: 'linkGiven', link: 'https://x' });
    locateFails(core, { reason: 'offline' });
    expect(core.state.kind).toBe('noWorkbook');
    expect(core.wait().effects).toMatchObject([{ kind: 'locate', link: 'https://x' }]);
    locateFails(core, { reason: 'offline' });
    expect(core.wait().effects).toMatchObject([{ kind: 'locate', link: 'https://x' }]);
  });

  it('waits for the end of a Retry-After', () => {
    const core = signsIn(startWith(known));
    const busy = failure({ kind: 'retry' }, { notBefore: noon + 2 * minuteMs });
    locateFails(core, { reason: 'unknown', failure: busy });
    expect([core.state.kind, core.appState.throttledUntil]).toEqual([
      'noWorkbook',
      noon + 2 * minuteMs,
    ]);
    expect([kinds(core.wait()), core.now]).toEqual([['locate'], noon + 2 * minuteMs]);
  });

  it('is not repeated where the answer would stay the same, or after Cancel', () => {
    for (const problem of [
      { reason: 'unsaved' },
      { reason: 'cancelled' },
      { reason: 'noAccess', failure: failure({ kind: 'forbidden', need: 'permission' }) },
      { reason: 'notFound', failure: failure({ kind: 'forbidden', need: 'existingFile' }) },
    ] as const) {
      const core = signsIn(startWith(known));
      expect([locateFails(core, problem).state.kind, kinds(core.wait())]).toEqual([
        'noWorkbook',
        [],
      ]);
    }
  });

  it('is given up when the user checks again', () => {
    const core = signsIn(startWith(known));
    do locateFails(core, { reason: 'offline' }).wait();
    while (core.state.kind === 'resuming');
    const pending = core.requestKey('locate');
    core.tell({ kind: 'checkAgainRequested' });
    expect(core.effects).toMatchObject([
      { kind: 'cancelRequest', requestKey: pending },
      { kind: 'locate' },
    ]);
  });

  it('is due again when the user cancels a sign-in that took its place', () => {
    for (const event of [
      { kind: 'signInRequested', another: true },
      { kind: 'allFilesRequested' },
    ] as const) {
      const core = signsIn(startWith(known));
      do locateFails(core, { reason: 'offline' }).wait();
      while (core.state.kind === 'resuming');
      core.tell(event).tell({ kind: 'cancelRequested' });
      expect(core.state).toMatchObject({ kind: 'noWorkbook' });
      expect(kinds(core.wait())).toEqual(['locate']);
    }
  });

  it('is due again after the Retry-After when the user cancels a sign-in meanwhile', () => {
    const core = signsIn(startWith(known));
    const end = noon + 2 * minuteMs;
    const busy = failure({ kind: 'retry' }, { notBefore: end });
    locateFails(core, { reason: 'unknown', failure: busy });
    core.tell({ kind: 'signInRequested', another: true }).tell({ kind: 'cancelRequested' });
    expect(kinds(core.tell({ kind: 'woke' }))).toEqual([]);
    expect([kinds(core.wait()), core.now]).toEqual([['locate'], end]);
  });

  it('does not keep a user who signs out during a reload', () => {
    const core = startWith(known);
    const requestKey = core.requestKey('signIn');
    core.tell({ kind: 'signOutRequested' }).tell({ kind: 'signedIn', requestKey, account });
    expect([core.state, kinds(core)]).toEqual([
      { kind: 'signedOut', notice: 'signedOut' },
      ['cancelRequest', 'close', 'signOut'],
    ]);
  });
});
