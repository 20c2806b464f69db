import { afterEach, describe, expect, it, vi } from 'vitest';
import { adeleAccount, errorOf, openDesk, repeated, serverError, tokenOf } from './signInBench';

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

  it('is not extended by the errors that MSAL repeats meanwhile', async () => {
    const { desk, outcome } = await refusedBy(serverError('temporarily_unavailable', 90033));
    const first = outcome.ok ? undefined : outcome.failure.notBefore;
    desk.standard.silent = repeated(90033);
    await desk.time.run(desk.time.now + 40_000);
    expect(await desk.identity.token({})).toMatchObject({
      failure: { reason: 'unavailable', code: 'AADSTS90033', notBefore: first },
    });
  });

  it('is counted from the service’s latest own error', async () => {
    const { desk } = await refusedBy(serverError('temporarily_unavailable', 90033));
    await desk.time.run(desk.time.now + 30_000);
    expect(await desk.identity.token({})).toMatchObject({
      failure: { notBefore: desk.clock.now() + 61_000 },
    });
  });

  it('is unknown for an error that MSAL repeats after it, or after a reload', async () => {
    const { desk } = await refusedBy(serverError('temporarily_unavailable', 90033));
    desk.standard.silent = repeated(90033);
    await desk.time.run(desk.time.now + 61_000);
    for (const outcome of [
      await desk.identity.token({}),
      (await refusedBy(repeated(50000))).outcome,
    ]) {
      expect(outcome).toMatchObject({ ok: false });
      expect(outcome).not.toHaveProperty('failure.notBefore');
    }
  });

  it('applies to a fault that MSAL repeats, even if it is unlisted', async () => {
    const { desk } = await refusedBy(serverError('temporarily_unavailable', 90033));
    const notBefore = desk.clock.now() + 61_000;
    desk.standard.silent = repeated(59999);
    expect(await desk.identity.token({})).toMatchObject({
      failure: { reason: 'unknown', code: 'AADSTS59999', notBefore },
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
