import { describe, expect, it } from 'vitest';
import { watchScratchCopy } from '../../../src/app/watchScratchCopy';
import { createClock } from '../../../src/browser/clock';
import { initialAppState } from '../../../src/session/appState';
import { createObservable } from '../../../src/session/observable';
import type { AppState, Choices } from '../../../src/session/state';
import { openDay } from '../../simulation/day';
import { VirtualTime } from '../../simulation/time';
import { minuteMs } from '../../support/durations';

const hourMs = 60 * minuteMs;

/** A day with an open session, and how often the user was warned. */
async function watched(choices: Partial<Choices>) {
  const day = await openDay({ keepAlive: true, persistChanges: false, ...choices }, 1);
  let warnings = 0;
  watchScratchCopy(day.store, createClock(day.time.source), () => (warnings += 1));
  return { ...day, warnings: () => warnings };
}

describe('the loss of a scratch copy', () => {
  it('is announced once, five minutes before keep-alive stops', async () => {
    const { time, warnings } = await watched({ stopAfterMs: hourMs });
    await time.run(54 * minuteMs);
    expect(warnings()).toBe(0);
    await time.run(57 * minuteMs);
    expect(warnings()).toBe(1);
  });

  it('is announced at the new end when keep-alive was extended', async () => {
    const { store, time, warnings } = await watched({ stopAfterMs: hourMs });
    await time.run(50 * minuteMs);
    store.dispatch({ kind: 'keepAliveExtended' });
    await time.run(4 * hourMs + 54 * minuteMs);
    expect(warnings()).toBe(0);
    await time.run(4 * hourMs + 57 * minuteMs);
    expect(warnings()).toBe(1);
  });

  it('is announced when the service has ended it', async () => {
    const { service, store, time, warnings } = await watched({ stopAfterMs: null });
    service.drop('expired');
    await time.run(10 * minuteMs);
    expect([store.getState().state.kind, warnings()]).toEqual(['lost', 1]);
  });

  it('is announced in time also after the computer slept', async () => {
    const { time, warnings } = await watched({ stopAfterMs: hourMs });
    await time.run(6 * minuteMs);
    time.sleep();
    await time.run(10 * minuteMs);
    time.wakeUp();
    await time.run(57 * minuteMs);
    expect(warnings()).toBe(1);
  });

  it('is announced when a refresh requires the user to sign in', async () => {
    const { service, signIn, time, warnings } = await watched({ stopAfterMs: null });
    signIn.fault = 'interactionRequired';
    signIn.revoke();
    for (let end = time.now; warnings() === 0 && end < hourMs;) await time.run((end += 1_000));
    expect([service.ownSessions(0).length, warnings()]).toEqual([1, 1]);
    await time.run(time.now + 30 * minuteMs);
    expect([service.ownSessions(0).length, warnings()]).toEqual([0, 1]);
  });

  it('is announced when a refresh is refused, which stops keep-alive', async () => {
    const { store, time, warnings } = await watched({ stopAfterMs: null });
    await time.run(minuteMs);
    store.dispatch({ kind: 'refreshRequested' });
    const { requestKey } = store.getState();
    const refused = { recovery: { kind: 'forbidden', need: 'permission' }, at: 0 } as const;
    store.dispatch({ kind: 'refreshFailed', requestKey, failure: refused });
    expect(warnings()).toBe(1);
  });

  it('is announced when a reload of the pane cannot sign in, and not when the user signs out', async () => {
    const { store } = await watched({ stopAfterMs: null });
    const { state: shown } = store.getState();
    if (shown.kind !== 'open') throw new Error('The session is not open.');
    const { account, workbook } = shown;
    const pending = { requestKey: 1, since: 0, activity: [], actions: [] };
    const resuming = { kind: 'resuming', ...pending, account, workbook, shown } as const;
    const needed = { reason: 'interactionRequired', at: 0 } as const;
    for (const [next, warned] of [
      [{ kind: 'signedOut' }, 1],
      [{ kind: 'signedOut', notice: needed }, 1],
      [{ kind: 'signedOut', notice: 'signedOut' }, 0],
      [{ kind: 'noWorkbook', account, problem: { reason: 'signIn' } }, 1],
      [{ kind: 'noWorkbook', account, problem: { reason: 'notFound' } }, 0],
    ] as const) {
      const reloaded = createObservable<AppState>({ ...initialAppState, state: resuming });
      const { get: getState, subscribe } = reloaded;
      let warnings = 0;
      const clock = createClock(new VirtualTime().source);
      watchScratchCopy({ getState, subscribe }, clock, () => (warnings += 1));
      // A fault that may pass does not need the user.
      const trying = { failed: 4, repeatAt: 20_000, notice: { reason: 'offline', at: 0 } } as const;
      reloaded.set({
        ...initialAppState,
        state:
          next.kind === 'signedOut'
            ? { kind: 'signedOut', ...trying }
            : { kind: 'noWorkbook', account, problem: { reason: 'offline' }, ...trying },
      });
      expect(warnings).toBe(0);
      reloaded.set({ ...initialAppState, state: next });
      expect(warnings).toBe(warned);
    }
  });

  it('is not announced for a session that saves, or without keep-alive', async () => {
    for (const choices of [{ persistChanges: true }, { keepAlive: false }]) {
      const { time, warnings } = await watched({ stopAfterMs: hourMs, ...choices });
      await time.run(57 * minuteMs);
      expect(warnings()).toBe(0);
    }
  });
});
