import { describe, expect, it } from 'vitest';
import { recordOf } from '../../../src/session/records';
import { afterLost, untriedFirst } from '../../../src/ui/workspace/nextActions';
import type { Bench } from './reducerBench';
import { account, failure, noon, persistent, reducerBench, workbook } from './reducerBench';
import { aborted, refuseRefresh, session, storeBench, twoPanes } from './storeBench';

const minuteMs = 60_000;
const certain = { kind: 'recreate', certain: true } as const;
const presumed = { kind: 'recreate', certain: false } as const;
const cancel = { kind: 'cancelRequested' } as const;

const told = ({ appState }: Bench): string[] => appState.activity.map(({ what }) => what);

/** The service said that the session is over. */
const endedCertainly = (): Bench =>
  reducerBench({ keepAlive: true }).open().tell({ kind: 'refreshRequested' }).fails(certain);

/** The service gave no reason, and the time of the session has passed. */
const endedPresumably = (): Bench =>
  reducerBench({ keepAlive: true })
    .open()
    .pass(5 * minuteMs)
    .tell({ kind: 'refreshRequested' })
    .fails(presumed, { status: 503 });

const openRefused = (core: Bench): Bench =>
  core.tell({
    kind: 'openFailed',
    requestKey: core.requestKey('open'),
    failure: failure({ kind: 'retry' }),
  });

describe('cancelling the recreation of a session that is over', () => {
  it('tells that it ended, and why', () => {
    for (const core of [endedCertainly(), openRefused(endedCertainly())]) {
      const { requestKey } = core.appState;
      // Between two attempts nothing is under way.
      const isAwaited = !('retry' in core.state);
      core.tell(cancel);
      expect(core.effects).toEqual([{ kind: 'cancelRequest', requestKey }]);
      expect(core.state).toEqual({
        kind: 'lost',
        account,
        workbook,
        session: persistent,
        reason: 'recreatable',
        failure: failure(certain),
      });
      expect(core.appState.awaited).toMatchObject(isAwaited ? [{ requestKey }] : []);
      expect(told(core)).toEqual(['opened', 'refreshFailed', 'lost']);
      expect(core.appState.activity.at(-1)?.failure).toMatchObject({ recovery: 'recreate' });
    }
  });

  it('lets the other pane know', async () => {
    const { first, second } = await twoPanes({ keepAlive: true });
    await first.tell({ kind: 'refreshRequested' });
    await refuseRefresh(first, certain);
    await first.tell(cancel);
    await first.last('open').answer(aborted);
    expect([first.state().kind, second.what()]).toEqual(['lost', ['refresh session-1']]);
  });
});

describe('cancelling the recreation of a session whose end is only presumed', () => {
  it('keeps it, with the failure, and its record', () => {
    for (const core of [endedPresumably(), openRefused(endedPresumably())]) {
      const { requestKey } = core.appState;
      core.tell(cancel);
      expect(core.effects).toEqual([{ kind: 'cancelRequest', requestKey }]);
      expect(core.state).toEqual({
        kind: 'open',
        account,
        workbook,
        session: persistent,
        keepAlive: { kind: 'off', setAt: core.now },
        request: {
          kind: 'idle',
          failure: failure(presumed, { status: 503, at: noon + 5 * minuteMs }),
        },
        // Without the lock, another pane keeps it alive.
        isShared: true,
      });
      expect(recordOf(core.appState, core.now)).toMatchObject({
        phase: 'open',
        session: { id: 'session-1' },
        keepAlive: { on: false },
      });
    }
  });

  it('begins nothing by itself: keep-alive is off, and the activity says so', () => {
    const core = endedPresumably().tell(cancel);
    expect(told(core)).toEqual(['opened', 'refreshFailed', 'keepAliveOff']);
    expect(core.wait(core.now + 20 * minuteMs).effects).toEqual([]);
  });

  it('leaves a keep-alive that was off as it was', () => {
    const core = reducerBench({ keepAlive: true, stopAfterMs: minuteMs })
      .open()
      .pass(5 * minuteMs);
    core.tell({ kind: 'woke' }).tell({ kind: 'refreshRequested' }).fails(presumed).tell(cancel);
    expect(core.state).toMatchObject({
      kind: 'open',
      keepAlive: { kind: 'off', stopped: 'timeIsUp' },
    });
    expect(told(core)).toEqual(['opened', 'keepAliveTimeIsUp', 'refreshFailed']);
  });

  it('lets Refresh ask the service', () => {
    const core = endedPresumably().tell(cancel).tell({ kind: 'refreshRequested' });
    expect(core.effects).toMatchObject([{ kind: 'refresh', sessionId: 'session-1' }]);
    core.tell({ kind: 'refreshed', requestKey: core.requestKey('refresh'), sentAt: core.now });
    expect(core.state).toMatchObject({ session: { id: 'session-1' }, request: { kind: 'idle' } });
  });

  it('closes the session that is opened all the same', async () => {
    const pane = storeBench({ keepAlive: true });
    await pane.open();
    await pane.time.run(pane.time.now + 5 * minuteMs);
    await refuseRefresh(pane, presumed);
    await pane.tell(cancel);
    await pane.last('open').answer(session('session-2'));
    expect(pane.state()).toMatchObject({ kind: 'open', session: { id: 'session-1' } });
    expect(pane.what().at(-1)).toBe('close session-2');
  });
});

describe('a recreation that fails', () => {
  it('tells the session as lost, also where its end was only presumed', () => {
    for (const core of [endedCertainly(), endedPresumably()]) {
      const requestKey = core.requestKey('open');
      core.tell({ kind: 'openFailed', requestKey, failure: failure({ kind: 'unknown' }) });
      expect(core.state).toMatchObject({
        kind: 'lost',
        failure: { recovery: { kind: 'unknown' } },
      });
      expect(told(core)).toEqual(['opened', 'refreshFailed', 'openUnclear']);
    }
  });
});

describe('a recreation that is refused', () => {
  const refused = (core: Bench, ...given: Parameters<typeof failure>) => {
    core.fails(certain);
    core.tell({
      kind: 'openFailed',
      requestKey: core.requestKey('open'),
      failure: failure(...given),
    });
    if (core.state.kind !== 'lost') throw new Error(core.state.kind);
    return untriedFirst(afterLost(core.state), core.appState);
  };

  it('for want of the wider permission can ask for it', () => {
    const core = reducerBench().open().tell({ kind: 'refreshRequested' });
    expect(refused(core, { kind: 'forbidden', need: 'sharedFile' })[0]).toBe('askAllFiles');
    expect(core.tell({ kind: 'allFilesRequested' }).effects).toMatchObject([
      { kind: 'signIn', mode: 'allFiles' },
    ]);
  });

  it('after a new sign-in does not offer that sign-in first', () => {
    const core = reducerBench().open().tell({ kind: 'refreshRequested' });
    core.fails({ kind: 'reauthenticate' });
    core.tell({ kind: 'signInRequested', another: false });
    core.tell({ kind: 'signedIn', requestKey: core.requestKey('signIn'), account });
    expect(refused(core, { kind: 'reauthenticate' }, { status: 401 })[0]).toBe('another');
  });
});
