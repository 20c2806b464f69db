import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SignInReason } from '../../../src/session/failures';
import type { MsalAnswer, Desk } from './signInBench';
import { adeleAccount, alexAccount, errorOf, openDesk, tokenOf } from './signInBench';

afterEach(() => vi.unstubAllGlobals());

const unlisted = errorOf('host_exception');
const noAnswer: MsalAnswer = 'never';
const disabled = errorOf('nested_app_auth_bridge_disabled', { name: 'ClientAuthError' });

/** Test setup whose bridge has returned a token. */
async function entered(): Promise<Desk> {
  const desk = openDesk({ nested: true });
  desk.nested.silent = tokenOf(adeleAccount);
  expect((await desk.silentStart()).ok).toBe(true);
  return desk;
}

/** Reason for the failed token request, `ms` later. */
async function failsAfter(desk: Desk, ms: number): Promise<SignInReason | undefined> {
  await desk.time.run(desk.time.now + ms);
  const outcome = await desk.settled(desk.identity.token({}));
  return outcome.ok ? undefined : outcome.failure.reason;
}

describe('Excel’s bridge after a token', () => {
  it.each<readonly [string, MsalAnswer, SignInReason]>([
    ['answers an unlisted error', unlisted, 'unknown'],
    ['answers success with an empty token', errorOf('null_or_empty_token'), 'unknown'],
    ['does not answer', noAnswer, 'timedOut'],
    ['has no network', errorOf('no_network_connectivity'), 'offline'],
    ['reports a passing error', errorOf('', { name: 'ServerError' }), 'unknown'],
    [
      'reports a service that is away',
      errorOf('temporarily_unavailable', { name: 'ServerError' }),
      'unavailable',
    ],
  ])(
    'and %s for a moment is asked again, and the user is not asked to sign in',
    async (_name, answer, reason) => {
      const desk = await entered();
      desk.nested.silent = answer;
      expect(await failsAfter(desk, 0)).toBe(reason);
      expect(await failsAfter(desk, 2_000)).toBe(reason);
      desk.nested.silent = tokenOf(adeleAccount);
      expect((await desk.identity.token({})).ok).toBe(true);
      expect([desk.nestedFailed.get(), desk.standard.configurations]).toEqual([false, []]);
    },
  );

  it('is kept for half a minute of failures, however many there are', async () => {
    const desk = await entered();
    desk.nested.silent = unlisted;
    for (let second = 0; second < 30; second += 1) {
      expect(await failsAfter(desk, second === 0 ? 0 : 1_000)).toBe('unknown');
    }
    expect(desk.nestedFailed.get()).toBe(false);
  });

  it('is kept until the third failure, however long they take', async () => {
    const desk = await entered();
    desk.nested.silent = unlisted;
    expect(await failsAfter(desk, 0)).toBe('unknown');
    expect(await failsAfter(desk, 300_000)).toBe('unknown');
    expect(desk.nestedFailed.get()).toBe(false);
  });

  it('is disabled at the third failure after half a minute, in favour of the dialog', async () => {
    const desk = await entered();
    desk.nested.silent = unlisted;
    expect([await failsAfter(desk, 0), await failsAfter(desk, 15_000)]).toEqual([
      'unknown',
      'unknown',
    ]);
    expect(await failsAfter(desk, 15_000)).toBe('interactionRequired');
    expect(desk.nestedFailed.get()).toBe(true);
    desk.standard.window = tokenOf(adeleAccount);
    expect((await desk.click()).ok).toBe(true);
  });

  it('resets the count after each token, but not after one from MSAL’s own cache', async () => {
    for (const [fromCache, left] of [
      [false, false],
      [true, true],
    ] as const) {
      const desk = await entered();
      for (const pause of [0, 15_000]) {
        desk.nested.silent = unlisted;
        await failsAfter(desk, pause);
      }
      desk.nested.silent = tokenOf(adeleAccount, { fromCache });
      await desk.identity.token({});
      desk.nested.silent = unlisted;
      await failsAfter(desk, 20_000);
      expect(desk.nestedFailed.get()).toBe(left);
    }
  });

  it('accepts requests at any time: MSAL does not throttle them', async () => {
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

  it('is disabled immediately if it reports that it is switched off', async () => {
    const desk = await entered();
    desk.nested.silent = disabled;
    await desk.identity.token({});
    expect(desk.nestedFailed.get()).toBe(true);
  });

  it('is never disabled while the browser is offline', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            answer: fc.constantFrom<MsalAnswer>(
              unlisted,
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

  it('leads to a prompt if it reports that interaction is required', async () => {
    const desk = await entered();
    desk.nested.silent = errorOf('', { name: 'InteractionRequiredAuthError' });
    expect(await failsAfter(desk, 0)).toBe('interactionRequired');
    expect(desk.nestedFailed.get()).toBe(false);
  });
});

describe('Excel’s bridge before any token', () => {
  it('is disabled after 4 s without a response to MSAL’s first request', async () => {
    const desk = openDesk({ nested: true, mute: true });
    desk.standard.window = tokenOf(adeleAccount);
    const start = desk.time.now;
    expect((await desk.settled(desk.click())).ok).toBe(true);
    expect(desk.time.now - start).toBeGreaterThanOrEqual(4_000);
    expect(desk.time.now - start).toBeLessThan(6_000);
    expect(desk.nestedFailed.get()).toBe(true);
  });

  it.each<readonly [string, MsalAnswer]>([
    ['fails', unlisted],
    ['does not answer', noAnswer],
    ['is switched off', disabled],
    ['is not part of the registration', errorOf('unauthorized_client')],
  ])('and %s is left for the dialog', async (_name, answer) => {
    const desk = openDesk({ nested: true });
    desk.nested.silent = answer;
    expect(await desk.settled(desk.silentStart())).toMatchObject({
      ok: false,
      failure: { reason: 'interactionRequired' },
    });
    expect(desk.nestedFailed.get()).toBe(true);
    desk.standard.window = tokenOf(adeleAccount);
    expect((await desk.click()).ok).toBe(true);
  });

  it('is replaced by the dialog on the same click if its window fails', async () => {
    const desk = openDesk({ nested: true });
    desk.nested.silent = errorOf('', { name: 'InteractionRequiredAuthError' });
    desk.nested.window = unlisted;
    desk.standard.window = tokenOf(adeleAccount);
    await desk.silentStart();
    expect((await desk.click()).ok).toBe(true);
    expect(desk.standard.asked).toMatchObject([{ how: 'window' }]);
  });

  it('is kept if the user closes its window', async () => {
    const desk = openDesk({ nested: true });
    desk.nested.window = errorOf('user_canceled');
    expect(await desk.click()).toMatchObject({ ok: false, failure: { reason: 'cancelled' } });
    expect(desk.nestedFailed.get()).toBe(false);
  });

  it.each([
    errorOf('temporarily_unavailable', { name: 'ServerError' }),
    errorOf('no_network_connectivity'),
  ])('is kept when it gives the reason: it is not the bridge that is away', async (error) => {
    const desk = openDesk({ nested: true });
    desk.nested.silent = error;
    expect((await desk.silentStart()).ok).toBe(false);
    expect(desk.nestedFailed.get()).toBe(false);
  });

  it('is kept while the browser is offline', async () => {
    const desk = openDesk({ nested: true });
    desk.online = false;
    desk.nested.silent = unlisted;
    expect(await desk.silentStart()).toMatchObject({ ok: false, failure: { reason: 'offline' } });
    expect(desk.nestedFailed.get()).toBe(false);
  });
});
