import { afterEach, describe, expect, it, vi } from 'vitest';
import { createIdentity } from '../../../src/auth/identity';
import type { Applications } from '../../../src/auth/types';
import { createClock } from '../../../src/browser/clock';
import { VirtualTime, settled } from '../../simulation/time';
import {
  adeleAccount,
  errorOf,
  eventually,
  FakeApplication,
  openDesk,
  signedOutIn,
  throttledIn,
  tokenOf,
} from './signInBench';

afterEach(() => vi.unstubAllGlobals());

const nowhere = { hasCachedAccount: () => false };
const apple = { vendor: 'Apple Computer, Inc.' };

describe('MSAL, without a cached account', () => {
  it('is created when the page is idle', async () => {
    const desk = openDesk(nowhere);
    await desk.silentStart();
    expect(desk.made).toBe(0);
    for (const callback of desk.whenIdle) callback();
    await eventually(() => expect(desk.made).toBe(1));
  });

  it('is created before the button is shown if a window opens only directly after a click', async () => {
    const desk = openDesk({ ...nowhere, navigator: apple });
    expect(await desk.silentStart()).toMatchObject({
      ok: false,
      failure: { reason: 'interactionRequired' },
    });
    expect([desk.made, desk.whenIdle]).toEqual([1, []]);
  });

  it('uses Excel’s bridge, unless it failed in this tab', async () => {
    const desk = openDesk({ ...nowhere, nested: true });
    desk.nested.silent = tokenOf(adeleAccount);
    expect((await desk.silentStart()).ok).toBe(true);
    const failed = openDesk({ ...nowhere, nested: true });
    failed.nestedFailed.set(true);
    expect((await failed.silentStart()).ok).toBe(false);
    expect(failed.made).toBe(0);
  });

  it('does not use a bridge outside Office', async () => {
    const desk = openDesk({ ...nowhere, plainTab: true });
    expect(await desk.silentStart()).toMatchObject({
      ok: false,
      failure: { reason: 'interactionRequired' },
    });
    expect(desk.made).toBe(0);
  });
});

describe('a supported but missing bridge of Excel', () => {
  it('is replaced by the dialog, also after a reload', async () => {
    const desk = openDesk({
      nested: true,
      window: { location: { origin: 'https://addin.contoso.test' } },
    });
    desk.standard.window = tokenOf(adeleAccount);
    expect((await desk.click()).ok).toBe(true);
    expect([desk.nestedFailed.get(), desk.nested.asked, desk.standard.asked.length]).toEqual([
      true,
      [],
      1,
    ]);
    await desk.click();
    expect(desk.nested.configurations).toHaveLength(1);
  });
});

/**
 * Identity outside Excel; `standard` creates its MSAL application. `authority` is read when MSAL is
 * loaded.
 */
function identityWith(
  standard: Applications['standard'],
  authority = () => 'https://login.microsoftonline.com/organizations',
) {
  openDesk(nowhere);
  const time = new VirtualTime();
  const clock = createClock(time.source);
  const mark = { get: () => false, set: () => undefined };
  const whenIdle: (() => void)[] = [];
  const signedOut = signedOutIn(new Set());
  const identity = createIdentity({
    registration: {
      clientId: '5e5510b0-cafe-4bad-8ace-0e0ce1c0de01',
      get authority() {
        return authority();
      },
    },
    scopes: ['a'],
    allFilesScopes: ['b'],
    allFiles: { get: () => null, set: () => undefined },
    nestedFailed: mark,
    signedOut,
    throttled: throttledIn(),
    clock,
    office: Promise.resolve({ nestedAppAuth: false, openDialog: () => () => undefined }),
    applications: { standard, nestable: (asked) => standard(asked, clock) },
    hasCachedAccount: () => false,
    whenIdle: (callback) => void whenIdle.push(callback),
  });
  return {
    time,
    clock,
    whenIdle,
    identity,
    signedOut,
    signIn: (how: 'silent' | 'interactive') => identity.signIn(how, new AbortController().signal),
  };
}

describe('MSAL that cannot be loaded or created', () => {
  it('delays the button by 5 s at most', async () => {
    const { time, signIn } = identityWith(() => new Promise(() => undefined));
    vi.stubGlobal('navigator', apple);
    let done = false;
    const outcome = signIn('silent').finally(() => (done = true));
    await time.run(4_999);
    expect(done).toBe(false);
    await time.run(5_000);
    expect(await outcome).toMatchObject({ ok: false, failure: { reason: 'interactionRequired' } });
  });

  it.each([
    ['before the button', apple],
    ['when the page is idle', {}],
  ])('makes nothing fail %s, and is made again for a click', async (_name, navigator) => {
    const fake = new FakeApplication();
    fake.window = tokenOf(adeleAccount);
    let made = 0;
    const { signIn, whenIdle } = identityWith(() =>
      (made += 1) === 1
        ? Promise.reject(errorOf('crypto_nonexistent'))
        : Promise.resolve(fake.application),
    );
    vi.stubGlobal('navigator', { vendor: '', ...navigator });
    expect(await signIn('silent')).toMatchObject({
      ok: false,
      failure: { reason: 'interactionRequired' },
    });
    for (const callback of whenIdle) callback();
    await eventually(() => expect(made).toBe(1));
    await settled();
    expect((await signIn('interactive')).ok).toBe(true);
    expect(made).toBe(2);
  });

  it.each([
    [true, 'notLoaded'],
    [false, 'offline'],
  ])('is reported (browser online: %s) as %s, and loaded again', async (onLine, reason) => {
    const fake = new FakeApplication();
    fake.window = tokenOf(adeleAccount);
    let fails = true;
    const { identity, clock, signIn, signedOut } = identityWith(
      () => Promise.resolve(fake.application),
      () => (fails ? 'no address' : 'https://login.microsoftonline.com/organizations'),
    );
    vi.stubGlobal('navigator', { vendor: '', onLine });
    expect(await signIn('interactive')).toEqual({
      ok: false,
      failure: { reason, code: 'TypeError', at: clock.now() },
    });
    expect(await identity.token({})).toMatchObject({
      ok: false,
      failure: { reason: 'interactionRequired' },
    });
    const leaving = identity.signOut({ id: 'adele', userName: 'a', name: 'a', tenantId: 't' });
    // The page may be closed before it is known that MSAL does not load.
    expect(signedOut.has('adele')).toBe(true);
    await leaving;
    expect([signedOut.has('adele'), signedOut.tab.get()]).toEqual([true, true]);
    fails = false;
    expect((await signIn('interactive')).ok).toBe(true);
  });
});

describe('the network', () => {
  it.each([
    [true, 'unknown'],
    [false, 'offline'],
  ] as const)('is what the browser says of it (online: %s)', async (onLine, reason) => {
    const fake = new FakeApplication();
    fake.window = tokenOf(adeleAccount);
    const { identity, signIn } = identityWith(() => Promise.resolve(fake.application));
    vi.stubGlobal('navigator', { vendor: '', onLine });
    await signIn('interactive');
    fake.silent = errorOf('brand_new');
    expect(await identity.token({})).toMatchObject({ ok: false, failure: { reason } });
  });
});
