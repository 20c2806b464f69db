import { afterEach, describe, expect, it, vi } from 'vitest';
import { createMsalThrottle } from '../../../src/auth/msalThrottling';
import { createClock } from '../../../src/browser/clock';
import { VirtualTime } from '../../simulation/time';
import {
  adeleAccount,
  errorOf,
  eventually,
  openDesk,
  serverError,
  throttledIn,
  tokenOf,
} from './signInBench';

afterEach(() => vi.unstubAllGlobals());

describe('MSAL’s throttling period for silent requests', () => {
  async function refusedBy(error: Error) {
    const desk = openDesk();
    desk.standard.window = tokenOf(adeleAccount);
    await desk.click();
    desk.standard.silent = error;
    return { desk, outcome: await desk.identity.token({}) };
  }

  it('is slightly over a minute after a temporary fault of the token endpoint', async () => {
    const { desk, outcome } = await refusedBy(serverError('temporarily_unavailable', 90033));
    expect(outcome).toEqual({
      ok: false,
      failure: {
        reason: 'unavailable',
        code: 'AADSTS90033',
        at: desk.clock.now(),
        notBefore: desk.clock.now() + 61_000,
      },
    });
  });

  it('sends nothing meanwhile, whatever claims Graph requires, until the user has signed in', async () => {
    const { desk, outcome } = await refusedBy(serverError('temporarily_unavailable', 90033));
    const { silentCount } = desk.standard;
    await desk.time.run(desk.time.now + 30_000);
    for (const options of [{ claims: '{"nbf":2}' }, { renew: true }]) {
      expect(await desk.identity.token(options)).toEqual({
        ...outcome,
        failure: { ...(outcome.ok ? {} : outcome.failure), at: desk.clock.now() },
      });
    }
    expect(desk.standard.silentCount).toBe(silentCount);
    await desk.click();
    await desk.identity.token({ renew: true });
    expect(desk.standard.silentCount).toBe(silentCount + 1);
    await desk.time.run(desk.time.now + 61_000);
    await desk.identity.token({ renew: true });
    expect(desk.standard.silentCount).toBe(silentCount + 2);
  });

  it('gives a token that MSAL still has in its cache, and sends nothing', async () => {
    const { desk } = await refusedBy(serverError('temporarily_unavailable', 90033));
    desk.standard.silent = { ...tokenOf(adeleAccount), fromCache: true };
    for (const ask of [() => desk.identity.token({}), () => desk.silentStart()]) {
      expect(await ask()).toMatchObject({ ok: true });
      expect(desk.standard.asked.at(-1)).toMatchObject({ cacheLookupPolicy: 1 });
    }
    expect(await desk.identity.token({ renew: true })).toMatchObject({ ok: false });
  });

  it('outlives a reload: the silent sign-in reads the cache only, until the pause is over', async () => {
    const throttled = throttledIn();
    const first = openDesk({ throttled });
    first.standard.accounts = [adeleAccount];
    first.standard.silent = serverError('temporarily_unavailable', 90033);
    const { failure } = { failure: undefined, ...(await first.silentStart()) };
    const reloaded = openDesk({ throttled });
    reloaded.standard.accounts = [adeleAccount];
    reloaded.standard.silent = errorOf('token_refresh_required');
    await reloaded.time.run(reloaded.time.now + 30_000);
    expect(await reloaded.silentStart()).toEqual({
      ok: false,
      failure: {
        reason: 'unavailable',
        at: reloaded.clock.now(),
        notBefore: failure?.notBefore,
      },
    });
    expect(reloaded.standard.asked).toMatchObject([{ cacheLookupPolicy: 1 }]);
    await reloaded.time.run(reloaded.time.now + 31_000);
    reloaded.standard.silent = tokenOf(adeleAccount);
    expect(await reloaded.silentStart()).toMatchObject({ ok: true });
    expect(reloaded.standard.asked.at(-1)).not.toHaveProperty('cacheLookupPolicy');
  });

  it('does not hide another reason why the cache gives no token', async () => {
    const desk = openDesk({ throttled: throttledIn() });
    desk.standard.accounts = [adeleAccount];
    desk.standard.silent = serverError('temporarily_unavailable', 90033);
    await desk.silentStart();
    desk.standard.silent = errorOf('cache_quota_exceeded');
    expect(await desk.silentStart()).toMatchObject({ failure: { reason: 'storageFull' } });
  });

  it('is never longer after a reload than the period itself, whatever was stored', async () => {
    const throttled = throttledIn();
    const { clock } = openDesk();
    throttled.save({ until: clock.now() + 3_600_000, at: clock.now() });
    const desk = openDesk({ throttled });
    desk.standard.accounts = [adeleAccount];
    desk.standard.silent = errorOf('token_refresh_required');
    expect(await desk.silentStart()).toMatchObject({
      failure: { notBefore: desk.clock.now() + 61_000 },
    });
  });

  it('is removed once it has passed, or the user has signed in: no later page keeps it', async () => {
    for (const isPassed of [true, false]) {
      const throttled = throttledIn();
      const desk = openDesk({ throttled });
      desk.standard.accounts = [adeleAccount];
      desk.standard.silent = serverError('temporarily_unavailable', 90033);
      desk.standard.window = tokenOf(adeleAccount);
      await desk.silentStart();
      expect(throttled.load()).not.toBeNull();
      desk.standard.silent = tokenOf(adeleAccount, { fromCache: true });
      if (isPassed) await desk.time.run(desk.time.now + 62_000);
      expect(await (isPassed ? desk.silentStart() : desk.click())).toMatchObject({ ok: true });
      expect(throttled.load()).toBeNull();
    }
  });

  it('is stored by the wall clock, and read against it', async () => {
    const time = new VirtualTime();
    const clock = createClock(time.source);
    const throttled = throttledIn();
    time.wallAheadMs = -600_000;
    const failure = { reason: 'unavailable', at: clock.now() } as const;
    createMsalThrottle(clock, throttled).withPause(failure, 'popup');
    const wall = time.source.wall();
    expect(throttled.load()).toEqual({ until: wall + 61_000, at: wall });
    for (const back of [0, 600_000]) {
      time.wallAheadMs = -600_000 - back;
      const next = createMsalThrottle(createClock(time.source), throttled);
      await expect(next.ask('popup', true, () => Promise.resolve())).rejects.toMatchObject({
        failure: { notBefore: time.source.wall() + 61_000 },
      });
    }
    time.wallAheadMs = -600_000 + 50_000;
    const later = createMsalThrottle(createClock(time.source), throttled);
    await expect(later.ask('popup', true, () => Promise.resolve())).rejects.toMatchObject({
      failure: { notBefore: wall + 61_000 },
    });
  });

  it('concludes nothing from a request that was under way, or while there is no network', async () => {
    const { desk } = await refusedBy(serverError('temporarily_unavailable', 90033));
    await desk.time.run(desk.time.now + 62_000);
    let answer: (error: Error) => void = () => undefined;
    desk.standard.silent = () => new Promise((_resolve, reject) => (answer = reject));
    const { silentCount } = desk.standard;
    const first = desk.identity.token({});
    await eventually(() => expect(desk.standard.silentCount).toBe(silentCount + 1));
    desk.standard.silent = serverError('temporarily_unavailable', 90033);
    await desk.identity.token({ renew: true });
    answer(serverError('interaction_required', 50076));
    expect(await first).toMatchObject({ failure: { reason: 'interactionRequired' } });
    desk.online = false;
    expect(await desk.identity.token({})).toMatchObject({ failure: { reason: 'offline' } });
  });

  it('does not hold Excel’s bridge', async () => {
    const throttled = throttledIn();
    const { clock } = openDesk();
    throttled.save({ until: clock.now() + 60_000, at: clock.now() });
    const desk = openDesk({ throttled, nested: true });
    desk.nested.silent = tokenOf(adeleAccount);
    expect(await desk.silentStart()).toMatchObject({ ok: true });
    expect(desk.nested.asked.at(-1)).not.toHaveProperty('cacheLookupPolicy');
  });

  it('says nothing about a user who has no account here', async () => {
    const throttled = throttledIn();
    const { clock } = openDesk();
    throttled.save({ until: clock.now() + 60_000, at: clock.now() });
    expect(await openDesk({ throttled }).silentStart()).toMatchObject({
      failure: { reason: 'interactionRequired' },
    });
  });

  it.each([
    serverError('invalid_grant', 700084),
    errorOf('post_request_failed'),
    errorOf('brand_new'),
  ])('is not given for another failure', async (error) => {
    const { outcome } = await refusedBy(error);
    expect(outcome).toMatchObject({ ok: false });
    expect(outcome.ok ? undefined : outcome.failure).not.toHaveProperty('notBefore');
  });
});
