import { afterEach, describe, expect, it, vi } from 'vitest';
import { errorOf, openDesk } from './signInBench';

afterEach(() => vi.unstubAllGlobals());

describe('an Office dialog', () => {
  it.each([
    [12006, 'cancelled'],
    [5001, 'windowFailed'],
    [12015, 'windowFailed'],
    [-2147208651, 'windowFailed'],
  ] as const)('that ends with %i is %s', async (code, reason) => {
    const desk = openDesk({
      openDialog: (_url, on) => {
        on.closed(code);
        return () => undefined;
      },
    });
    const outcome = await opens(desk);
    expect(outcome).toMatchObject({ ok: false, failure: { reason, code: String(code) } });
  });

  it('that throws in Office is reported as a failed window', async () => {
    const desk = openDesk({
      openDialog: () => {
        throw new Error('no dialogs here');
      },
    });
    expect(await opens(desk)).toMatchObject({
      ok: false,
      failure: { reason: 'windowFailed', code: 'popup_window_error' },
    });
  });

  it('that closes after its response arrived is not reported as cancelled', async () => {
    let popup: unknown;
    const desk = openDesk({
      openDialog: (_url, on) => {
        on.message('#code=1&state=2');
        on.closed(12006);
        return () => undefined;
      },
    });
    const outcome = await opens(desk, (window) => (popup = window));
    expect(popup).toMatchObject({ closed: false, location: { hash: '#code=1&state=2' } });
    expect(outcome).toMatchObject({ failure: { reason: 'unknown', code: 'after_the_window' } });
  });

  /** Opens the window as MSAL does, then fails as MSAL does. */
  function opens(
    desk: ReturnType<typeof openDesk>,
    onWindow: (window: unknown) => void = () => undefined,
  ) {
    const { application } = desk.standard;
    vi.spyOn(desk.standard, 'application', 'get').mockReturnValue({
      ...application,
      acquireTokenPopup: ({ popupWindowParent }) => {
        try {
          const window = popupWindowParent?.open('https://login.microsoftonline.com/authorize');
          onWindow(window);
          return Promise.reject(
            errorOf(window?.closed === true ? 'user_cancelled' : 'after_the_window'),
          );
        } catch {
          return Promise.reject(errorOf('popup_window_error'));
        }
      },
    });
    return desk.click();
  }
});
