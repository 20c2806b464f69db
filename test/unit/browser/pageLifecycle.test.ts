import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { onPageHide, onNetwork, onPageRestore, onWake } from '../../../src/browser/pageLifecycle';

/** The page that the functions listen to. */
let page = {
  document: Object.assign(new EventTarget(), { visibilityState: 'visible' }),
  window: new EventTarget(),
};
const happens = (name: string, more: object = {}): void =>
  void page.window.dispatchEvent(Object.assign(new Event(name), more));
const documentSays = (name: string): void => void page.document.dispatchEvent(new Event(name));

beforeEach(() => {
  page = {
    document: Object.assign(new EventTarget(), { visibilityState: 'visible' }),
    window: new EventTarget(),
  };
  vi.stubGlobal('document', page.document);
  vi.stubGlobal('window', page.window);
  vi.stubGlobal('navigator', { onLine: true });
});
afterEach(() => vi.unstubAllGlobals());

describe('a page', () => {
  const wakings: readonly (readonly [string, () => void])[] = [
    ['is visible again', () => documentSays('visibilitychange')],
    ['is resumed', () => documentSays('resume')],
    ['has the focus', () => happens('focus')],
    ['is shown again', () => happens('pageshow')],
  ];

  it.each(wakings)('that %s calls back each time', (_name, wake) => {
    const woken = vi.fn();
    onWake(woken);
    expect(woken).toHaveBeenCalledTimes(0);
    wake();
    expect(woken).toHaveBeenCalledTimes(1);
    wake();
    expect(woken).toHaveBeenCalledTimes(2);
  });

  it('that is hidden does not call back', () => {
    const woken = vi.fn();
    onWake(woken);
    page.document.visibilityState = 'hidden';
    documentSays('visibilitychange');
    expect(woken).not.toHaveBeenCalled();
  });
});

describe('the network', () => {
  it.each([true, false])('is told at once (online: %s) and at each change', (online) => {
    vi.stubGlobal('navigator', { onLine: online });
    const told: boolean[] = [];
    onNetwork((now) => told.push(now));
    expect(told).toEqual([online]);
    happens('offline');
    happens('online');
    expect(told).toEqual([online, false, true]);
  });
});

describe('a page that is left', () => {
  it('calls back, and again on its return where it is shown as it was', () => {
    const told: string[] = [];
    onPageHide(() => told.push('left'));
    onPageRestore(() => told.push('back'));
    happens('pageshow', { persisted: false });
    expect(told).toEqual([]);
    happens('pagehide');
    happens('pageshow', { persisted: true });
    expect(told).toEqual(['left', 'back']);
  });
});
