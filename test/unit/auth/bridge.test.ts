import { obsolete } from '../../../src/session/services';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  asksUser,
  disabled,
  enteredByBridge,
  failsAfter,
  otherFaults,
  ownFaults,
  startFails,
  windows,
} from './bridgeBench';
import type { MsalAnswer } from './signInBench';
import { adeleAccount, alexAccount, errorOf, openDesk, origin, tokenOf } from './signInBench';

afterEach(() => vi.unstubAllGlobals());

describe('a silent request to Excel’s bridge', () => {
  it.each([...ownFaults, ...otherFaults])(
    'reports its fault if it %s, at the start too, and is answered by the bridge afterwards',
    async (_name, answer, reason) => {
      const desk = openDesk({ nested: true });
      desk.nested.silent = answer;
      expect([await startFails(desk), await startFails(desk)]).toEqual([reason, reason]);
      desk.nested.silent = tokenOf(adeleAccount);
      expect((await desk.silentStart()).ok).toBe(true);
      desk.nested.silent = answer;
      expect(await failsAfter(desk, 0)).toBe(reason);
      desk.nested.silent = tokenOf(adeleAccount);
      expect((await desk.identity.token({})).ok).toBe(true);
      expect([desk.nestedFailed.get(), desk.standard.configurations]).toEqual([false, []]);
    },
  );

  it('goes to the bridge however often and however long it fails', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...ownFaults, ...otherFaults), fc.nat(900_000)), {
          maxLength: 12,
        }),
        async (faults) => {
          const desk = await enteredByBridge();
          for (const [[, answer, reason], ms] of faults) {
            desk.nested.silent = answer;
            expect(await failsAfter(desk, ms)).toBe(reason);
          }
          desk.nested.silent = tokenOf(adeleAccount);
          expect(await failsAfter(desk, 1_000)).toBeUndefined();
          expect([desk.nestedFailed.get(), desk.standard.configurations]).toEqual([false, []]);
        },
      ),
      { numRuns: 30 },
    );
  });

  it.each([
    ['never', 'timedOut'],
    ['refused', 'unknown'],
  ] as const)(
    'connects again after MSAL’s first one (%s), and reports that as %s',
    async (response, reason) => {
      const desk = openDesk({ nested: true });
      desk.nested.silent = tokenOf(adeleAccount);
      desk.firstResponse = response;
      const start = desk.time.now;
      expect(await startFails(desk)).toBe(reason);
      expect(desk.time.now - start).toBeLessThan(6_000);
      desk.firstResponse = 'accepted';
      expect(await startFails(desk)).toBeUndefined();
      expect([desk.nestedFailed.get(), desk.standard.configurations]).toEqual([false, []]);
    },
  );

  it('leaves a bridge that reports that it is switched off, and reports its code', async () => {
    const desk = openDesk({ nested: true });
    desk.nested.silent = disabled;
    expect(await desk.silentStart()).toMatchObject({
      failure: { reason: 'interactionRequired', code: 'nested_app_auth_bridge_disabled' },
    });
    expect(desk.nestedFailed.get()).toBe(true);
    const signedIn = await enteredByBridge();
    signedIn.nested.silent = disabled;
    expect(await failsAfter(signedIn, 0)).toBe('interactionRequired');
    expect(signedIn.nestedFailed.get()).toBe(true);
  });

  it('leaves a bridge that Excel offers and the page lacks, also before the click', async () => {
    const desk = openDesk({ nested: true, window: { location: { origin } } });
    expect(await startFails(desk)).toBe('interactionRequired');
    expect([desk.nestedFailed.get(), desk.standard.configurations.length]).toEqual([true, 1]);
  });

  it('uses the account of MSAL’s storage once the bridge is left', async () => {
    const desk = await enteredByBridge();
    desk.nested.silent = disabled;
    desk.standard.silent = tokenOf(adeleAccount);
    expect(await failsAfter(desk, 0)).toBeUndefined();
    desk.standard.silent = errorOf('temporarily_unavailable');
    expect(await failsAfter(desk, 0)).toBe('unavailable');
  });

  it('is sent at any time: MSAL does not throttle it', async () => {
    const desk = await enteredByBridge();
    desk.nested.silent = errorOf('temporarily_unavailable', { name: 'ServerError' });
    const outcome = await desk.identity.token({});
    expect(outcome.ok ? undefined : outcome.failure).toEqual({
      reason: 'unavailable',
      code: 'temporarily_unavailable',
      at: desk.clock.now(),
    });
  });

  it('never returns the token of another account', async () => {
    const desk = await enteredByBridge();
    desk.nested.silent = tokenOf(alexAccount);
    expect(await failsAfter(desk, 0)).toBe('interactionRequired');
  });

  it('does not leave the bridge while the browser is offline', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            answer: fc.constantFrom<MsalAnswer>(
              errorOf('host_exception'),
              disabled,
              errorOf('interaction_required'),
            ),
            ms: fc.nat(60_000),
          }),
          { maxLength: 12 },
        ),
        async (faults) => {
          const desk = await enteredByBridge();
          desk.online = false;
          for (const { answer, ms } of faults) {
            desk.nested.silent = answer;
            expect(await failsAfter(desk, ms)).toBe('offline');
          }
          desk.online = true;
          desk.nested.silent = tokenOf(adeleAccount);
          expect((await desk.identity.token({})).ok).toBe(true);
          expect(desk.nestedFailed.get()).toBe(false);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('leads to a prompt if the bridge reports that interaction is required', async () => {
    const desk = await enteredByBridge();
    desk.nested.silent = asksUser;
    expect(await failsAfter(desk, 0)).toBe('interactionRequired');
    expect(desk.nestedFailed.get()).toBe(false);
  });
});

describe('a click on Sign in', () => {
  it.each(ownFaults)('opens the dialog at once if Excel’s bridge %s', async (_name, answer) => {
    for (const desk of [openDesk({ nested: true }), await enteredByBridge()]) {
      desk.nested.silent = answer;
      await (desk.nested.asked.length === 0 ? startFails(desk) : failsAfter(desk, 0));
      desk.standard.window = tokenOf(adeleAccount);
      desk.standard.silent = tokenOf(adeleAccount);
      expect((await desk.click()).ok).toBe(true);
      expect([windows(desk), desk.nestedFailed.get()]).toEqual([[0, 1], true]);
      expect((await desk.identity.token({})).ok).toBe(true);
    }
  });

  it.each(otherFaults)('opens Excel’s window if the bridge %s', async (_name, answer) => {
    const desk = openDesk({ nested: true });
    desk.nested.silent = answer;
    await startFails(desk);
    desk.nested.window = tokenOf(adeleAccount);
    expect((await desk.click()).ok).toBe(true);
    expect([windows(desk), desk.nestedFailed.get()]).toEqual([[1, 0], false]);
  });

  it('opens Excel’s window if the bridge has answered since its fault', async () => {
    for (const answer of [tokenOf(adeleAccount), asksUser]) {
      const desk = openDesk({ nested: true });
      desk.nested.silent = errorOf('host_exception');
      await startFails(desk);
      desk.nested.silent = answer;
      await startFails(desk);
      desk.nested.window = tokenOf(adeleAccount);
      expect((await desk.click()).ok).toBe(true);
      expect(windows(desk)).toEqual([1, 0]);
    }
  });

  it.each(['never', 'refused'] as const)(
    'opens the dialog, after 4 s at most, if the bridge’s first response is: %s',
    async (response) => {
      const desk = openDesk({ nested: true });
      desk.firstResponse = response;
      desk.standard.window = tokenOf(adeleAccount);
      const start = desk.time.now;
      expect((await desk.settled(desk.click())).ok).toBe(true);
      expect(desk.time.now - start).toBeLessThan(6_000);
      const second = openDesk({ nested: true });
      second.firstResponse = response;
      second.standard.window = tokenOf(adeleAccount);
      await startFails(second);
      const failed = second.time.now;
      expect((await second.click()).ok).toBe(true);
      expect([second.time.now, second.nestedFailed.get()]).toEqual([failed, true]);
    },
  );

  it('opens the dialog as well if Excel’s window fails', async () => {
    for (const answer of [errorOf('host_exception'), disabled]) {
      const desk = openDesk({ nested: true });
      desk.nested.silent = asksUser;
      desk.nested.window = answer;
      desk.standard.window = tokenOf(adeleAccount);
      await desk.silentStart();
      expect((await desk.click()).ok).toBe(true);
      expect([windows(desk), desk.nestedFailed.get()]).toEqual([[1, 1], true]);
    }
  });

  it('opens no dialog if Excel’s window fails after the user cancelled', async () => {
    const desk = openDesk({ nested: true });
    const cancelling = new AbortController();
    desk.nested.window = () => {
      cancelling.abort();
      return Promise.reject(errorOf('host_exception'));
    };
    expect((await desk.click('interactive', cancelling.signal)).ok).toBe(false);
    expect(windows(desk)).toEqual([1, 0]);
  });

  it.each([
    ['the user cancels while Excel does not respond', undefined, true],
    ['the sign-in is not needed any more', obsolete, false],
  ] as const)('leaves the bridge only for the user: if %s', async (_what, reason, leaves) => {
    const desk = openDesk({ nested: true });
    const cancelling = new AbortController();
    desk.nested.window = () => {
      cancelling.abort(reason);
      return Promise.reject(errorOf('host_exception'));
    };
    expect((await desk.click('interactive', cancelling.signal)).ok).toBe(false);
    expect(desk.nestedFailed.get()).toBe(leaves);
  });

  it('keeps the bridge if the user closes Excel’s window', async () => {
    const desk = openDesk({ nested: true });
    desk.nested.window = errorOf('user_canceled');
    expect(await desk.click()).toMatchObject({ ok: false, failure: { reason: 'cancelled' } });
    expect(desk.nestedFailed.get()).toBe(false);
  });

  it('opens the dialog after Excel reported two cancellations: it does so without a window too', async () => {
    const desk = openDesk({ nested: true });
    desk.nested.window = errorOf('user_canceled');
    for (const count of [1, 2]) {
      expect(await desk.click()).toMatchObject({ ok: false, failure: { reason: 'cancelled' } });
      await startFails(desk);
      expect(windows(desk)).toEqual([count, 0]);
    }
    desk.standard.window = tokenOf(adeleAccount);
    expect((await desk.click()).ok).toBe(true);
    expect(windows(desk)).toEqual([2, 1]);
  });

  it('counts the cancellations anew once Excel’s window has led to an account', async () => {
    const desk = openDesk({ nested: true });
    for (const count of [1, 2]) {
      desk.nested.window = errorOf('user_canceled');
      expect(await desk.click()).toMatchObject({ failure: { reason: 'cancelled' } });
      desk.nested.window = tokenOf(adeleAccount);
      expect((await desk.click()).ok).toBe(true);
      expect(windows(desk)).toEqual([2 * count, 0]);
    }
  });

  it('opens one dialog, not a second one after its fault', async () => {
    const desk = openDesk();
    desk.standard.window = errorOf('host_exception');
    expect((await desk.click()).ok).toBe(false);
    expect(windows(desk)).toEqual([0, 1]);
  });

  it('keeps a faulty bridge while the browser is offline', async () => {
    const desk = openDesk({ nested: true });
    desk.nested.silent = desk.nested.window = errorOf('host_exception');
    await startFails(desk);
    desk.online = false;
    expect((await desk.click()).ok).toBe(false);
    expect([windows(desk), desk.nestedFailed.get()]).toEqual([[1, 0], false]);
  });
});
