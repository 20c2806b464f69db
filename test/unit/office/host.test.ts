import { afterEach, describe, expect, it, vi } from 'vitest';
import { createClock } from '../../../src/browser/clock';
import { connect } from '../../../src/office/host';
import { settled, VirtualTime } from '../../simulation/time';

afterEach(() => vi.unstubAllGlobals());

interface Excel {
  readonly ready?: Promise<unknown>;
  readonly auth?: unknown;
  /** The functions of a shared runtime. */
  readonly addin?: unknown;
}

/** A page whose office.js answers as told, and the script element that loads it. */
function page({ ready = Promise.resolve({ host: 'Excel' }), auth, addin }: Excel = {}) {
  const time = new VirtualTime();
  const history = { pushState: null, replaceState: null };
  const supported = ['NestedAppAuth', ...(addin === undefined ? [] : ['SharedRuntime'])];
  const listeners = new Map<string, () => void>();
  const script = {
    addEventListener: (type: string, listener: () => void) => void listeners.set(type, listener),
  } as Partial<HTMLElement> as HTMLElement;
  vi.stubGlobal('navigator', { language: 'en-US' });
  vi.stubGlobal('window', { history });
  vi.stubGlobal('Office', {
    onReady: () => ready,
    actions: { associate: () => undefined },
    HostType: { Excel: 'Excel' },
    StartupBehavior: { load: 'Load', none: 'None' },
    ...(auth === undefined ? {} : { auth }),
    ...(addin === undefined ? {} : { addin }),
    context: {
      displayLanguage: 'ja-JP',
      requirements: { isSetSupported: (name: string) => supported.includes(name) },
      document: { url: 'https://contoso.sharepoint.com/b.xlsx' },
    },
  });
  return {
    time,
    history,
    fails: () => listeners.get('error')?.(),
    connect: () => connect(script, createClock(time.source), () => Promise.resolve()),
  };
}

describe('connecting to Office', () => {
  it('gives Excel with its language and what it offers for signing in', async () => {
    const made = await page().connect();
    expect(made).toMatchObject({
      ok: true,
      host: {
        language: 'ja-JP',
        outlivesPane: false,
        signIn: { nestedAppAuth: true },
      },
    });
  });

  it('gives a plain browser tab where no host is there, and refuses any other host', async () => {
    const browser = await page({ ready: Promise.resolve({ host: null }) }).connect();
    expect(browser).toMatchObject({ ok: true, host: { signIn: null } });
    const word = await page({ ready: Promise.resolve({ host: 'Word' }) }).connect();
    expect(word).toEqual({ ok: false, reason: 'notExcel' });
  });

  it('gives the history of the page back to MSAL, which office.js has taken away', async () => {
    const { history, connect: begin } = page();
    await begin();
    expect(Object.keys(history)).toEqual([]);
  });

  it('fails after 15 s without an answer, and not before', async () => {
    const { time, connect: begin } = page({ ready: new Promise(() => undefined) });
    let outcome: unknown;
    void begin().then((made) => (outcome = made));
    await time.run(14_999);
    expect(outcome).toBeUndefined();
    await time.run(15_000);
    expect(outcome).toEqual({ ok: false, reason: 'officeSilent' });
  });

  it('fails at once where the script of Office cannot be loaded', async () => {
    const { fails, connect: begin } = page({ ready: new Promise(() => undefined) });
    const outcome = begin();
    fails();
    expect(await outcome).toEqual({ ok: false, reason: 'officeSilent' });
  });

  it('knows the user of Excel once Excel has said who that is, and nothing where it cannot', async () => {
    const users: [unknown, string | undefined][] = [
      [
        { getAuthContext: () => Promise.resolve({ userPrincipalName: 'adele@contoso.example' }) },
        'adele@contoso.example',
      ],
      [{ getAuthContext: () => Promise.resolve({ userPrincipalName: '' }) }, undefined],
      [{ getAuthContext: () => Promise.reject(new Error('refused')) }, undefined],
      [{}, undefined],
    ];
    for (const [auth, name] of users) {
      const made = await page({ auth }).connect();
      await settled();
      expect(made.ok ? made.host.signIn?.officeUser() : made.reason).toBe(name);
    }
  });
});

describe('an add-in that starts with the workbook', () => {
  it.each([
    ['Hidden', false],
    ['Unknown', false],
    ['Taskpane', true],
  ])('knows whether its pane is there: %s', async (visibilityMode, startsShown) => {
    const ready = Promise.resolve({ host: 'Excel', addin: { visibilityMode } });
    expect(await page({ ready, addin: {} }).connect()).toMatchObject({ host: { startsShown } });
  });
});

describe('a setting that Excel refuses', () => {
  it('is reported until Excel accepts it; that it can be read changes nothing', async () => {
    const behavior = { current: 'None', accepts: false };
    const addin = {
      getStartupBehavior: () => Promise.resolve(behavior.current),
      setStartupBehavior(next: string) {
        if (behavior.accepts) behavior.current = next;
        return behavior.accepts
          ? Promise.resolve()
          : Promise.reject(Object.assign(new Error(), { code: 'GeneralException' }));
      },
    };
    const ready = Promise.resolve({ host: 'Excel', addin: {} });
    const made = await page({ ready, addin }).connect();
    if (!made.ok || made.host.startup === null) throw new Error('There is no shared runtime.');
    const told: (readonly [string, string | null])[] = [];
    made.host.watchRefusals((what, code) => told.push([what, code]));
    expect(await made.host.startup.set(true)).toBe(false);
    expect(told).toEqual([['startup', 'GeneralException']]);
    behavior.accepts = true;
    expect(await made.host.startup.set(true)).toBe(true);
    expect(told.at(-1)).toEqual(['startup', null]);
  });
});

describe('a pane whose visibility Excel does not tell', () => {
  it('counts as hidden: it is shown where the user has to be told', async () => {
    const refused = Object.assign(new Error(), { code: 'GeneralException' });
    const ready = Promise.resolve({ host: 'Excel', addin: { visibilityMode: 'Taskpane' } });
    const addin = { onVisibilityModeChanged: () => Promise.reject(refused) };
    const made = await page({ ready, addin }).connect();
    if (!made.ok) throw new Error('Excel is not connected.');
    const told: unknown[] = [];
    made.host.watchRefusals((what, code) => told.push([what, code]));
    made.host.watchVisibility((visible) => told.push(visible));
    await settled();
    expect(told).toEqual([['visibility', 'GeneralException'], false]);
  });
});
