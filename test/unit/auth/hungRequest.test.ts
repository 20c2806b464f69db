import { loadExternalTokens } from '@azure/msal-browser';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClient } from '../../../src/auth/client';
import type { Client } from '../../../src/auth/types';
import { createClock } from '../../../src/browser/clock';
import { VirtualTime } from '../../simulation/time';
import { contosoId } from './msalAnswers';
import { eventually, origin } from './signInBench';

afterEach(() => vi.unstubAllGlobals());

const clientId = '5e5510b0-cafe-4bad-8ace-0e0ce1c0de01';
const authority = 'https://login.microsoftonline.com/organizations';
const scopes = ['Files.ReadWrite'];
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const idToken = `${base64({ alg: 'none' })}.${base64({ tid: contosoId, oid: 'adele', ver: '2.0' })}.`;
const clientInfo = base64({ uid: 'adele', utid: contosoId });

/** The storage of a page, in memory. */
function storage() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
    key: (index: number) => [...items.keys()][index] ?? null,
    get length() {
      return items.size;
    },
  };
}

/** A page of a browser, as far as MSAL uses it without a window. */
function stubPage(fetch: (url: string) => Promise<Response>): void {
  const location = { origin, href: `${origin}/taskpane.html`, hash: '', search: '' };
  const events = { addEventListener: () => undefined, removeEventListener: () => undefined };
  const page = {
    location,
    crypto: globalThis.crypto,
    navigator: { onLine: true, userAgent: '' },
    sessionStorage: storage(),
    localStorage: storage(),
    setTimeout,
    clearTimeout,
    fetch,
  };
  for (const [name, value] of Object.entries({ ...page, document: { ...events, cookie: '' } })) {
    if (name !== 'crypto') vi.stubGlobal(name, value);
  }
  const window: Record<string, unknown> = { ...page, ...events };
  Object.assign(window, { parent: window, top: window });
  vi.stubGlobal('window', window);
}

describe('a token request whose answer never comes', () => {
  const time = new VirtualTime();
  const clock = createClock(time.source);
  let sent = 0;
  let respond: (() => Response) | undefined;
  let client: Client;

  beforeEach(async () => {
    sent = 0;
    respond = undefined;
    stubPage(() => {
      sent += 1;
      return respond === undefined ? new Promise(() => undefined) : Promise.resolve(respond());
    });
    const office = { nestedAppAuth: false, openDialog: () => () => undefined };
    client = await createClient({ clientId, authority }, office, 'dialog', clock);
    await loadExternalTokens(
      client.application.getConfiguration(),
      { scopes, authority },
      { id_token: idToken, client_info: clientInfo, refresh_token: 'renews' },
      {},
    );
  });

  const ask = () =>
    client.acquireSilent(null, { scopes, authority, choose: ([, one]) => one ?? null });

  it('is given up after its time limit, and the next one is sent, and answered', async () => {
    const first = ask().then(
      () => 'token',
      (error: unknown) => Object(error) as { readonly errorCode?: unknown },
    );
    await eventually(() => expect(sent).toBe(1));
    await time.run(time.now + 15_000);
    expect(await first).toMatchObject({ errorCode: 'timed_out' });
    respond = () =>
      Response.json({
        token_type: 'Bearer',
        scope: 'Files.ReadWrite openid profile',
        expires_in: 3_600,
        access_token: 'fresh',
        refresh_token: 'renews again',
        id_token: idToken,
        client_info: clientInfo,
      });
    const second = ask();
    await eventually(() => expect(sent).toBe(2));
    expect(await second).toMatchObject({ accessToken: 'fresh' });
  });
});
