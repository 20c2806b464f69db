import { afterEach, describe, expect, it, vi } from 'vitest';
import { openDialog } from '../../../src/office/dialogs';

afterEach(() => vi.unstubAllGlobals());

/**
 * An Excel with office.js's rules: it shows one dialog at a time, only event 12006 says that the
 * dialog is closed, and closing one that is not shown throws. Source: office.js for Excel on
 * the web, OSF.DDA.DispIdHost.Facade, OpenDialog and CloseDialog. With `closeThrows` it has the
 * fault of office-js#2191.
 */
function excelWithDialogs({ closeThrows = false } = {}) {
  let shown = false;
  const handlers = new Map<string, (event: object) => void>();
  const dialog = {
    close: () => {
      if (!shown) throw new Error('Function Call Failed');
      if (closeThrows) {
        throw new TypeError("Cannot set properties of undefined (setting 'targetOrigin')");
      }
      shown = false;
    },
    addEventHandler: (type: string, handler: (event: object) => void) =>
      void handlers.set(type, handler),
  };
  const displayDialogAsync = (_url: string, _options: object, done: (result: object) => void) => {
    if (shown) done({ status: 'failed', error: { code: 12007 } });
    else {
      shown = true;
      done({ status: 'succeeded', value: dialog });
    }
  };
  vi.stubGlobal('window', { location: { origin: 'https://addin.contoso.test' } });
  vi.stubGlobal('Office', {
    AsyncResultStatus: { Failed: 'failed' },
    EventType: { DialogMessageReceived: 'message', DialogEventReceived: 'event' },
    context: { ui: { displayDialogAsync } },
  });
  return {
    isShown: () => shown,
    event: (error: number) => {
      if (error === 12006) shown = false;
      handlers.get('event')?.({ error });
    },
    message: (message: string) => handlers.get('message')?.({ message }),
  };
}

describe('an Office dialog', () => {
  const on = () => ({ message: vi.fn(), closed: vi.fn() });

  it.each([12002, 12003])(
    'whose page cannot be shown (%i) is closed, so that the next one can be opened',
    (code) => {
      const excel = excelWithDialogs();
      const [first, second] = [on(), on()];
      const close = openDialog('https://addin.contoso.test/auth-start.html', first);
      excel.event(code);
      expect([first.closed.mock.calls, excel.isShown()]).toEqual([[[code]], false]);
      expect(close).not.toThrow();
      openDialog('https://addin.contoso.test/auth-start.html', second);
      expect([second.closed.mock.calls, excel.isShown()]).toEqual([[], true]);
    },
  );

  it('that the user closes after its response came is not closed again: Office would throw', () => {
    const excel = excelWithDialogs();
    const { message, closed } = on();
    const close = openDialog('https://addin.contoso.test/auth-start.html', { message, closed });
    excel.message('#code=1&state=2');
    excel.event(12006);
    expect(close).not.toThrow();
    expect([message.mock.calls, closed.mock.calls]).toEqual([[['#code=1&state=2']], [[12006]]]);
  });

  it.each([true, false])(
    'that Office fails to close keeps its response (%s: it came): closing never throws',
    (hasAnswered) => {
      const excel = excelWithDialogs({ closeThrows: true });
      const { message, closed } = on();
      const close = openDialog('https://addin.contoso.test/auth-start.html', { message, closed });
      if (hasAnswered) excel.message('#code=1&state=2');
      expect(close).not.toThrow();
      expect([message.mock.calls.length, closed.mock.calls]).toEqual([hasAnswered ? 1 : 0, []]);
    },
  );

  it('whose page cannot be shown is reported although Office fails to close it', () => {
    const excel = excelWithDialogs({ closeThrows: true });
    const { message, closed } = on();
    openDialog('https://addin.contoso.test/auth-start.html', { message, closed });
    expect(() => excel.event(12002)).not.toThrow();
    expect(closed.mock.calls).toEqual([[12002]]);
  });

  it('is closed when the pane asks for it, also before Office has opened it', () => {
    const excel = excelWithDialogs();
    openDialog('https://addin.contoso.test/auth-start.html', on())();
    expect(excel.isShown()).toBe(false);
  });
});
