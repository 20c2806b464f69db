import type { Configuration } from '@azure/msal-browser';
import { LogLevel } from '@azure/msal-browser';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SignInSetting } from './signInBench';
import { openDesk, origin } from './signInBench';

afterEach(() => vi.unstubAllGlobals());

const window = {
  location: { origin },
  screenX: 0,
  screenY: 0,
  innerWidth: 1,
  innerHeight: 1,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
};
const ways: readonly (readonly [string, SignInSetting, string])[] = [
  ['through Excel', { nested: true }, 'taskpane.html'],
  ['in an Office dialog', {}, 'auth-end.html'],
  ['in a window of the browser', { plainTab: true, window }, 'redirect.html'],
];

async function settingsOf(setting: SignInSetting): Promise<Configuration> {
  const desk = openDesk(setting);
  await desk.click();
  const [configuration, ...others] = [
    ...desk.nested.configurations,
    ...desk.standard.configurations,
  ];
  expect(others).toEqual([]);
  return configuration ?? expect.unreachable();
}

describe.each(ways)('MSAL that signs in %s', (_name, setting, page) => {
  it('uses the registered application, and receives its response on our own page', async () => {
    const { auth } = await settingsOf(setting);
    expect(auth).toMatchObject({
      clientId: '5e5510b0-cafe-4bad-8ace-0e0ce1c0de01',
      authority: 'https://login.microsoftonline.com/organizations',
      redirectUri: `${origin}/${page}`,
    });
  });

  it('accepts responses from pages without isolation, and supports claims', async () => {
    const { auth } = await settingsOf(setting);
    expect(auth).toMatchObject({ clientCapabilities: ['CP1'], originCheck: false });
  });

  it('keeps tokens in this tab only, and logs nothing', async () => {
    const { cache, system } = await settingsOf(setting);
    expect(cache?.cacheLocation).toBe('sessionStorage');
    expect(system?.loggerOptions?.piiLoggingEnabled).toBe(false);
    const logged = vi.spyOn(console, 'log');
    system?.loggerOptions?.loggerCallback?.(LogLevel.Error, 'words', false);
    expect(logged).not.toHaveBeenCalled();
  });

  it('has the host of a sign-in service that is not Microsoft’s', async () => {
    for (const [authority, known] of [
      ['https://login.microsoftonline.com/organizations', []],
      ['https://login.microsoftonline.us/organizations', []],
      ['https://login.contoso.test:8443/organizations', ['login.contoso.test:8443']],
    ] as const) {
      expect((await settingsOf({ ...setting, authority })).auth.knownAuthorities).toEqual(known);
    }
  });
});

describe('MSAL’s window', () => {
  it('is polled, and not navigated, if it is an Office dialog', async () => {
    expect((await settingsOf({})).system).toMatchObject({
      enableLegacyPolling: true,
      navigatePopups: false,
      allowPlatformBroker: false,
    });
  });

  it('has a timeout of ten minutes if it is a browser window, to allow for a second factor', async () => {
    expect((await settingsOf({ plainTab: true, window })).system?.popupBridgeTimeout).toBe(600_000);
  });
});
