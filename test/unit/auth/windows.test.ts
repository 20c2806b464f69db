import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OpenDialog } from '../../../src/auth/dialogWindow';
import type { MsalAnswer } from './signInBench';
import { adeleAccount, errorOf, eventually, openDesk, origin, tokenOf } from './signInBench';

afterEach(() => vi.unstubAllGlobals());

const signInPage = 'https://login.microsoftonline.com/authorize?a=b&c=d';
type On = Parameters<OpenDialog>[1];

/** Test setup whose MSAL opens a window, and waits until the test continues. */
function opening(setting: Parameters<typeof openDesk>[0]) {
  const desk = openDesk(setting);
  const seen: {
    parent?: Window | undefined;
    popup?: Window | null | undefined;
    goOn: (answer: Error | typeof adeleAccount) => void;
  } = { goOn: () => undefined };
  const answer: MsalAnswer = ({ popupWindowParent }) =>
    new Promise((resolve, reject) => {
      seen.parent = popupWindowParent;
      seen.popup = popupWindowParent?.open(signInPage, 'msal', 'width=4');
      seen.goOn = (with_) => (with_ instanceof Error ? reject(with_) : resolve(tokenOf(with_)));
    });
  desk.standard.window = answer;
  const cancelling = new AbortController();
  const outcome = desk.click('interactive', cancelling.signal);
  return {
    desk,
    seen,
    outcome,
    cancel: () => cancelling.abort(),
    opened: () => eventually(() => expect(seen.parent).toBeDefined()),
  };
}

describe('an Office dialog', () => {
  function inDialog() {
    const told: { url?: string; on?: On; closed: number } = { closed: 0 };
    const openDialog: OpenDialog = (url, on) => {
      Object.assign(told, { url, on });
      return () => void (told.closed += 1);
    };
    return { told, ...opening({ openDialog }) };
  }

  it('starts on a page of this origin, which redirects to the sign-in page', async () => {
    const { told, seen, opened } = inDialog();
    await opened();
    const url = new URL(told.url ?? '');
    expect([url.origin, url.pathname, decodeURIComponent(url.hash.slice(1))]).toEqual([
      origin,
      '/auth-start.html',
      signInPage,
    ]);
    expect(seen.popup).toMatchObject({
      closed: false,
      document: { title: '' },
      location: { href: 'about:blank', hash: '', search: '' },
    });
  });

  it('passes its response on as an address of this origin', async () => {
    const { told, seen, opened, outcome } = inDialog();
    await opened();
    told.on?.message('#code=1&state=2');
    expect(seen.popup).toMatchObject({
      closed: false,
      location: { href: `${origin}/#code=1&state=2`, hash: '#code=1&state=2' },
    });
    seen.goOn(adeleAccount);
    expect((await outcome).ok).toBe(true);
  });

  it.each([
    ['has the tokens', adeleAccount, true],
    ['cannot have them', errorOf('post_request_failed'), false],
  ] as const)(
    'stays until MSAL %s: Excel may reload the pane when a dialog closes',
    async (_what, answer, ok) => {
      const { told, seen, opened, outcome } = inDialog();
      await opened();
      told.on?.message('#code=1&state=2');
      // MSAL closes its window before it redeems the response.
      seen.popup?.close();
      expect([seen.popup?.closed, told.closed]).toEqual([true, 0]);
      seen.goOn(answer);
      expect([(await outcome).ok, told.closed]).toEqual([ok, 1]);
    },
  );

  it('without a response is closed when MSAL closes it', async () => {
    const { told, seen, opened } = inDialog();
    await opened();
    seen.popup?.close();
    expect([seen.popup?.closed, told.closed]).toEqual([true, 1]);
  });

  it('is closed when the user cancels while MSAL redeems its response', async () => {
    const { told, seen, opened, cancel } = inDialog();
    await opened();
    told.on?.message('#code=1&state=2');
    seen.popup?.close();
    cancel();
    expect(told.closed).toBe(1);
  });

  it('closed by the user is closed for MSAL as well, and is not closed again', async () => {
    const { told, seen, opened, outcome } = inDialog();
    await opened();
    told.on?.closed(12006);
    expect(seen.popup?.closed).toBe(true);
    seen.popup?.close();
    seen.goOn(errorOf('user_cancelled'));
    expect(await outcome).toMatchObject({
      ok: false,
      failure: { reason: 'cancelled', code: '12006' },
    });
    expect(told.closed).toBe(0);
  });

  it('is closed when the user cancels in the pane, which does not count as the dialog’s own end', async () => {
    const { told, seen, opened, outcome, cancel } = inDialog();
    await opened();
    expect(told.closed).toBe(0);
    cancel();
    expect([told.closed, seen.popup?.closed]).toEqual([1, true]);
    told.on?.closed(12006);
    seen.popup?.close();
    seen.goOn(errorOf('user_cancelled'));
    expect(await outcome).toMatchObject({
      ok: false,
      failure: { reason: 'cancelled', code: 'user_cancelled' },
    });
    expect(told.closed).toBe(1);
  });

  it('is not opened after the user has cancelled while MSAL prepares the request', async () => {
    const desk = openDesk({ openDialog: () => expect.unreachable() });
    const cancelling = new AbortController();
    desk.standard.window = ({ popupWindowParent }) => {
      cancelling.abort();
      popupWindowParent?.open(signInPage);
      return Promise.resolve(tokenOf(adeleAccount));
    };
    expect(await desk.click('interactive', cancelling.signal)).toMatchObject({
      ok: false,
      failure: { reason: 'cancelled', code: 'user_cancelled' },
    });
  });

  it('has the location and the members that MSAL reads', async () => {
    const { seen, opened } = inDialog();
    await opened();
    expect(seen.parent).toMatchObject({
      screenX: 0,
      screenY: 0,
      innerWidth: 1024,
      innerHeight: 768,
    });
    const { parent, popup } = seen;
    const listening = (): void => undefined;
    expect(() => {
      parent?.addEventListener('unload', listening);
      parent?.removeEventListener('unload', listening);
      popup?.focus();
    }).not.toThrow();
  });
});

describe('a browser window', () => {
  /** A browser tab; with `blocked`, the browser blocks the window, which is null. */
  function inTab(blocked = false) {
    const popup = { close: vi.fn() };
    const open = vi.fn(() => (blocked ? null : popup));
    const tab = Object.assign(new EventTarget(), {
      location: { origin },
      screenX: 10,
      screenY: 20,
      innerWidth: 800,
      innerHeight: 600,
      open,
    });
    return { popup, tab, open, ...opening({ plainTab: true, window: tab }) };
  }

  it('is opened with MSAL’s arguments, and positioned by the size of this window', async () => {
    const { popup, open, seen, opened, outcome } = inTab();
    await opened();
    expect(open).toHaveBeenCalledWith(signInPage, 'msal', 'width=4');
    expect(seen.popup).toBe(popup);
    expect(seen.parent).toMatchObject({
      screenX: 10,
      screenY: 20,
      innerWidth: 800,
      innerHeight: 600,
    });
    seen.goOn(adeleAccount);
    expect((await outcome).ok).toBe(true);
  });

  it('lets MSAL add and remove its listener for the end of this page', async () => {
    const { tab, seen, opened } = inTab();
    await opened();
    const ended = vi.fn();
    seen.parent?.addEventListener('unload', ended);
    tab.dispatchEvent(new Event('unload'));
    seen.parent?.removeEventListener('unload', ended);
    tab.dispatchEvent(new Event('unload'));
    expect(ended).toHaveBeenCalledTimes(1);
  });

  it('is closed when the user cancels in the pane', async () => {
    const { popup, seen, opened, outcome, cancel } = inTab();
    await opened();
    expect(popup.close).not.toHaveBeenCalled();
    cancel();
    expect(popup.close).toHaveBeenCalledTimes(1);
    seen.goOn(errorOf('user_cancelled'));
    expect(await outcome).toMatchObject({
      ok: false,
      failure: { reason: 'cancelled', code: 'user_cancelled' },
    });
  });

  it('is not opened after the user has cancelled, also while MSAL prepares the request', async () => {
    const open = vi.fn();
    const tab = Object.assign(new EventTarget(), { location: { origin }, open });
    const preparing = openDesk({ plainTab: true, window: tab });
    const cancelling = new AbortController();
    preparing.standard.window = ({ popupWindowParent }) => {
      cancelling.abort();
      popupWindowParent?.open(signInPage);
      return Promise.resolve(tokenOf(adeleAccount));
    };
    const cancelled = { ok: false, failure: { reason: 'cancelled', code: 'user_cancelled' } };
    expect(await preparing.click('interactive', cancelling.signal)).toMatchObject(cancelled);
    expect(await preparing.click('interactive', cancelling.signal)).toMatchObject(cancelled);
    expect([open.mock.calls, preparing.standard.asked.length]).toEqual([[], 1]);
  });

  it('blocked by the browser is a separate error', async () => {
    const { seen, opened, outcome } = inTab(true);
    await opened();
    expect(seen.popup).toBeNull();
    seen.goOn(errorOf('empty_window_error'));
    expect(await outcome).toMatchObject({ ok: false, failure: { reason: 'windowBlocked' } });
  });
});

describe('a failed window', () => {
  it('is reported with its own reason, also while the browser is offline', async () => {
    const desk = openDesk();
    desk.online = false;
    expect(await desk.click()).toMatchObject({ ok: false, failure: { reason: 'cancelled' } });
    desk.standard.window = errorOf('invalid_grant', { errorMessage: 'AADSTS65001: secret words' });
    expect(await desk.click()).toMatchObject({
      ok: false,
      failure: { reason: 'administratorConsent' },
    });
  });

  it('of an unavailable bridge leads to the dialog, also where the browser wrongly reports no network', async () => {
    const desk = openDesk({ nested: true });
    desk.nested.window = errorOf('nested_app_auth_bridge_disabled');
    desk.online = false;
    desk.standard.window = tokenOf(adeleAccount);
    expect((await desk.click()).ok).toBe(true);
    expect([desk.nested.asked.length, desk.standard.asked.length]).toEqual([1, 1]);
  });

  it('gets no parent window if Excel opens it', async () => {
    const desk = openDesk({ nested: true });
    desk.nested.window = tokenOf(adeleAccount);
    await desk.click();
    expect(desk.nested.asked[0]).not.toHaveProperty('popupWindowParent');
  });
});
