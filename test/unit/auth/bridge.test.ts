import { obsolete } from '../../../src/session/services';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SignInReason } from '../../../src/session/failures';
import type { MsalAnswer, Desk } from './signInBench';
import {
  adeleAccount,
  alexAccount,
  errorOf,
  fabrikamId,
  openDesk,
  origin,
  tokenOf,
} from './signInBench';

afterEach(() => vi.unstubAllGlobals());

type Fault = readonly [string, MsalAnswer, SignInReason];

const asksUser = errorOf('', { name: 'InteractionRequiredAuthError' });
const disabled = errorOf('nested_app_auth_bridge_disabled', { name: 'ClientAuthError' });

/** The bridge's own faults: a click uses the dialog instead. */
const ownFaults: readonly Fault[] = [
  ['reports an unlisted error', errorOf('host_exception'), 'unknown'],
  ['returns an empty token', errorOf('null_or_empty_token'), 'unknown'],
  ['does not answer', 'never', 'timedOut'],
  ['reports a timeout', errorOf('bridge_timeout'), 'timedOut'],
  ['reports a passing error', errorOf('', { name: 'ServerError' }), 'unknown'],
  ['is not part of the registration', errorOf('unauthorized_client'), 'configuration'],
];
/** The service's answers, and a bridge without a network: no other method helps. */
const otherFaults: readonly Fault[] = [
  ['has no network', errorOf('no_network_connectivity'), 'offline'],
  [
    'reports that the service is unavailable',
    errorOf('temporarily_unavailable', { name: 'ServerError' }),
    'unavailable',
  ],
];

/** Test setup whose bridge has returned a token. */
async function entered(): Promise<Desk> {
  const desk = openDesk({ nested: true });
  desk.nested.silent = tokenOf(adeleAccount);
  expect((await desk.silentStart()).ok).toBe(true);
  return desk;
}

/** Reason for which a silent sign-in fails. */
async function startFails(desk: Desk): Promise<SignInReason | undefined> {
  const outcome = await desk.settled(desk.silentStart());
  return outcome.ok ? undefined : outcome.failure.reason;
}

/** Reason for the failed token request, `ms` later. */
async function failsAfter(desk: Desk, ms: number): Promise<SignInReason | undefined> {
  await desk.time.run(desk.time.now + ms);
  const outcome = await desk.settled(desk.identity.token({}));
  return outcome.ok ? undefined : outcome.failure.reason;
}

/** The methods that requests used: `[bridge, dialog]`. */
const windows = (desk: Desk) =>
  [desk.nested, desk.standard].map(
    ({ asked }) => asked.filter(({ how }) => how === 'window').length,
  );

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
          const desk = await entered();
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
    const signedIn = await entered();
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
    const desk = await entered();
    desk.nested.silent = disabled;
    desk.standard.silent = tokenOf(adeleAccount);
    expect(await failsAfter(desk, 0)).toBeUndefined();
    desk.standard.silent = errorOf('temporarily_unavailable');
    expect(await failsAfter(desk, 0)).toBe('unavailable');
  });

  it('is sent at any time: MSAL does not throttle it', async () => {
    const desk = await entered();
    desk.nested.silent = errorOf('temporarily_unavailable', { name: 'ServerError' });
    const outcome = await desk.identity.token({});
    expect(outcome.ok ? undefined : outcome.failure).toEqual({
      reason: 'unavailable',
      code: 'temporarily_unavailable',
      at: desk.clock.now(),
    });
  });

  it('never returns the token of another account', async () => {
    const desk = await entered();
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
          const desk = await entered();
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
    const desk = await entered();
    desk.nested.silent = asksUser;
    expect(await failsAfter(desk, 0)).toBe('interactionRequired');
    expect(desk.nestedFailed.get()).toBe(false);
  });
});

describe('a click on Sign in', () => {
  it.each(ownFaults)('opens the dialog at once if Excel’s bridge %s', async (_name, answer) => {
    for (const desk of [openDesk({ nested: true }), await entered()]) {
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

describe('the account that Excel’s bridge signed in, whose session is kept alive', () => {
  /** Excel’s token has expired: MSAL’s storage has no refresh token of that account. */
  const isRenewed = async (desk: Desk): Promise<boolean> => {
    desk.standard.silent = errorOf('no_tokens_found', { name: 'InteractionRequiredAuthError' });
    desk.nested.silent = tokenOf(adeleAccount);
    return (await desk.settled(desk.identity.token({}))).ok;
  };

  it('is renewed by the bridge after the user cancels the wish for another one', async () => {
    const desk = await entered();
    desk.nested.window = 'never';
    const cancelling = new AbortController();
    const { signal } = cancelling;
    void desk.click('another', signal);
    await vi.waitFor(() => expect(windows(desk)).toEqual([1, 0]));
    cancelling.abort();
    expect([desk.nestedFailed.get(), await isRenewed(desk)]).toEqual([false, true]);
    // Excel showed no window: the next click opens the dialog, also after a silent answer.
    desk.standard.window = tokenOf(alexAccount);
    expect((await desk.settled(desk.click('another'))).ok).toBe(true);
    expect([windows(desk), desk.nestedFailed.get()]).toEqual([[1, 1], true]);
  });

  it.each(ownFaults)(
    'is renewed by the bridge after a dialog that the user cancels: the bridge %s',
    async (_name, answer) => {
      for (const silent of [answer, tokenOf(adeleAccount)]) {
        const desk = await entered();
        desk.nested.silent = silent;
        await failsAfter(desk, 0);
        if (answer !== 'never') desk.nested.window = answer;
        desk.standard.window = errorOf('user_cancelled');
        expect((await desk.settled(desk.click('another'))).ok).toBe(false);
        expect([desk.nestedFailed.get(), await isRenewed(desk)]).toEqual([false, true]);
      }
    },
  );

  it('is renewed by the bridge after a dialog of another organization that the user cancels', async () => {
    const desk = await entered();
    desk.nested.window = tokenOf(adeleAccount);
    desk.standard.window = errorOf('user_cancelled');
    const never = new AbortController().signal;
    expect((await desk.identity.signIn('another', never, fabrikamId)).ok).toBe(false);
    expect([windows(desk), desk.nestedFailed.get()]).toEqual([[1, 1], false]);
    expect(await isRenewed(desk)).toBe(true);
  });
});
