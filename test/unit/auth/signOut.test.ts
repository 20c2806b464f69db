import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  adeleAccount,
  alexAccount,
  entered,
  eventually,
  openDesk,
  origin,
  serverError,
  signedOutIn,
  tokenOf,
} from './signInBench';

afterEach(() => vi.unstubAllGlobals());

const former = { id: 'adele', userName: 'a', name: 'a', tenantId: 't' };

describe('a stale sign-in', () => {
  it('is ignored after a sign-out, and its account is removed', async () => {
    const desk = openDesk();
    desk.standard.window = tokenOf(adeleAccount);
    const first = await desk.click();
    if (!first.ok) throw new Error('Not signed in.');
    let answer = (): void => undefined;
    desk.standard.window = () =>
      new Promise((resolve) => (answer = () => resolve(tokenOf(alexAccount))));
    const second = desk.click('another');
    await eventually(() => expect(desk.standard.asked).toHaveLength(2));
    await desk.identity.signOut(first.value);
    answer();
    expect(await second).toMatchObject({ ok: false, failure: { reason: 'cancelled' } });
    expect(desk.standard.forgotten).toEqual([adeleAccount, alexAccount]);
  });

  it('is ignored after a sign-out and another sign-in', async () => {
    const desk = openDesk();
    desk.standard.window = tokenOf(adeleAccount);
    const first = await desk.click();
    if (!first.ok) throw new Error('Not signed in.');
    const answers: (() => void)[] = [];
    desk.standard.window = () =>
      new Promise((resolve) => answers.push(() => resolve(tokenOf(alexAccount))));
    const second = desk.click('another');
    await desk.identity.signOut(first.value);
    const third = desk.click('another');
    await eventually(() => expect(answers).toHaveLength(2));
    answers[0]?.();
    expect(await second).toMatchObject({ ok: false, failure: { reason: 'cancelled' } });
    answers[1]?.();
    expect((await third).ok).toBe(true);
  });

  it('does not remove an account that is signed in', async () => {
    const desk = await entered();
    expect(await desk.click('interactive', AbortSignal.abort())).toMatchObject({
      ok: false,
      failure: { reason: 'cancelled' },
    });
    expect([desk.standard.forgotten, (await desk.identity.token({})).ok]).toEqual([[], true]);
  });
});

describe('a sign-out', () => {
  it('does not affect Excel’s own sign-in', async () => {
    const desk = openDesk({ nested: true });
    desk.nested.silent = tokenOf(adeleAccount);
    const first = await desk.silentStart();
    if (first.ok) await desk.identity.signOut(first.value);
    expect([
      desk.nested.forgotten,
      desk.signedOut.has(adeleAccount.homeAccountId),
      desk.signedOut.tab.get(),
    ]).toEqual([[], true, true]);
  });

  it('invalidates every token of its account', async () => {
    const desk = openDesk();
    desk.standard.window = tokenOf(adeleAccount, {
      expiresOn: new Date(desk.clock.now() + 3_600_000),
    });
    desk.standard.silent = desk.standard.window;
    const first = await desk.click();
    await desk.identity.token({});
    if (first.ok) await desk.identity.signOut(first.value);
    expect(await desk.identity.token({})).toMatchObject({
      ok: false,
      failure: { reason: 'interactionRequired' },
    });
    expect(desk.standard.silentCount).toBe(1);
  });

  it('before the silent sign-in of a reload has succeeded is remembered, and empties MSAL’s storage', async () => {
    const desk = openDesk({ signedOut: signedOutIn(new Set()) });
    await desk.identity.signOut({ ...former, id: adeleAccount.homeAccountId });
    expect([
      desk.signedOut.has(adeleAccount.homeAccountId),
      desk.signedOut.tab.get(),
      desk.standard.forgotten,
    ]).toEqual([true, true, [undefined]]);
    desk.standard.silent = tokenOf(adeleAccount);
    expect((await desk.silentStart()).ok).toBe(false);
  });

  it('of an account that was replaced has no effect', async () => {
    const desk = openDesk();
    desk.standard.window = tokenOf(adeleAccount);
    await desk.click();
    await desk.identity.signOut(former);
    expect([desk.signedOut.tab.get(), desk.standard.forgotten]).toEqual([false, []]);
  });
});

describe('an account', () => {
  it.each([
    [undefined, adeleAccount.username],
    ['', adeleAccount.username],
    ['Adele Vance', 'Adele Vance'],
  ])('whose name is %o is told as %s', async (name, told) => {
    const desk = openDesk();
    const { name: _, ...unnamed } = adeleAccount;
    desk.standard.window = tokenOf(name === undefined ? unnamed : { ...adeleAccount, name });
    expect(await desk.click()).toEqual({
      ok: true,
      value: {
        id: adeleAccount.homeAccountId,
        userName: adeleAccount.username,
        name: told,
        tenantId: adeleAccount.tenantId,
      },
    });
  });

  it('is published with Excel’s own account if the two differ', async () => {
    for (const [person, inExcel] of [
      [alexAccount.username, alexAccount.username],
      [adeleAccount.username, undefined],
      [adeleAccount.username.toUpperCase(), undefined],
    ] as const) {
      const desk = openDesk({ person });
      desk.standard.window = tokenOf(adeleAccount);
      const outcome = await desk.click();
      expect(outcome.ok ? outcome.value.inExcel : 'none').toBe(inExcel);
    }
  });
});

describe('an error that requires an administrator', () => {
  const needed = serverError('access_denied', 90094);
  it.each([
    ['interactive', 'Files.ReadWrite'],
    ['allFiles', 'Files.ReadWrite.All'],
  ] as const)('links to what the %s sign-in asked for', async (how, scope) => {
    const desk = await entered();
    desk.standard.window = needed;
    const outcome = await desk.click(how);
    const link = outcome.ok ? undefined : outcome.failure.consentLink;
    expect(new URL(link ?? '').searchParams.get('scope')).toBe(
      `https://graph.microsoft.com/${scope}`,
    );
    expect(new URL(link ?? '').searchParams.get('redirect_uri')).toBe(`${origin}/taskpane.html`);
  });

  it('is the only one with a link', async () => {
    const desk = openDesk();
    desk.standard.window = serverError('access_denied', 65004);
    const outcome = await desk.click();
    expect(outcome.ok ? {} : outcome.failure).not.toHaveProperty('consentLink');
  });
});

describe('a sign-out where Excel’s bridge gives no client', () => {
  it.each(['never', 'refused'] as const)('empties MSAL’s cache (%s)', async (firstResponse) => {
    const desk = openDesk({ nested: true });
    desk.firstResponse = firstResponse;
    await desk.settled(desk.identity.signOut(former));
    expect(desk.standard.forgotten).toEqual([undefined]);
  });
});

describe('a sign-out that the page did not outlive', () => {
  it.each([
    { by: 'MSAL', nested: false, forgotten: undefined },
    { by: 'Excel’s bridge', nested: true, forgotten: adeleAccount },
  ])('is one at the next start too, which removes what $by has', async ({ nested, forgotten }) => {
    const device = new Set<string>();
    const before = openDesk({ signedOut: signedOutIn(device) });
    before.identity.beginSignOut({ ...former, id: adeleAccount.homeAccountId });
    const next = openDesk({ nested, signedOut: signedOutIn(device) });
    const asked = nested ? next.nested : next.standard;
    asked.accounts = nested ? [] : [adeleAccount];
    asked.silent = tokenOf(adeleAccount);
    expect(await next.silentStart()).toMatchObject({
      ok: false,
      failure: { reason: 'interactionRequired' },
    });
    expect(next.standard.forgotten).toEqual([forgotten]);
  });
});
