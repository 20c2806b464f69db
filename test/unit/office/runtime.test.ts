import { afterEach, describe, expect, it, vi } from 'vitest';
import { officeInfo } from '../../../src/office/onReady';
import type { Refusable } from '../../../src/office/refusals';
import { callExcel, createRefusals } from '../../../src/office/refusals';
import { createStartup } from '../../../src/office/startup';
import { hasSharedRuntime, showPane, watchVisibility } from '../../../src/office/visibility';
import { failed, succeeded } from '../../../src/session/services';

/** An Excel in which every request of the add-in is answered alike. */
function excel(answer: () => Promise<unknown>, supported = true): void {
  const addin = {
    showAsTaskpane: answer,
    onVisibilityModeChanged: answer,
    getStartupBehavior: answer,
    setStartupBehavior: answer,
  };
  vi.stubGlobal('Office', {
    addin,
    StartupBehavior: { load: 'Load', none: 'None' },
    context: { requirements: { isSetSupported: () => supported } },
  });
}
const refusing = (error: Error) => () => Promise.reject(error);

afterEach(() => vi.unstubAllGlobals());

describe('the runtime', () => {
  it.each([
    [
      'a shared runtime, pane shown',
      { host: 'Excel', addin: { visibilityMode: 'Taskpane' } },
      true,
      true,
    ],
    [
      'a shared runtime, pane hidden',
      { host: 'Excel', addin: { visibilityMode: 'Hidden' } },
      true,
      true,
    ],
    [
      'an Excel that supports one and does not give it',
      { host: 'Excel', addin: null },
      true,
      false,
    ],
    ['an older office.js, which does not tell', { host: 'Excel' }, true, false],
    [
      'an Excel that does not support one',
      { host: 'Excel', addin: { visibilityMode: 'Taskpane' } },
      false,
      false,
    ],
  ])('is detected: %s', (_name, ready, supported, expected) => {
    excel(() => Promise.resolve(), supported);
    expect(hasSharedRuntime(officeInfo(ready))).toBe(expected);
  });

  it.each([[undefined], [null], ['Excel'], [{}], [{ host: null, addin: 1 }]])(
    'is not detected when Office returns %j',
    (ready) => {
      expect(officeInfo(ready)).toEqual({ host: null, sharedRuntime: false, isShown: false });
    },
  );
});

describe('a refusal by Excel', () => {
  it.each([
    ['a word', Object.assign(new Error('no'), { code: 'AccessDenied' }), 'AccessDenied'],
    ['a number', Object.assign(new Error('no'), { code: 5001 }), '5001'],
    ['no code', new Error('no'), 'GeneralException'],
    ['a code that is no code', Object.assign(new Error('no'), { code: {} }), 'GeneralException'],
  ])('is returned with its code: %s', async (_name, error, code) => {
    excel(refusing(error));
    expect(await showPane()).toEqual(failed({ what: 'showPane', code }));
    expect(await watchVisibility(() => undefined)).toEqual(failed({ what: 'visibility', code }));
    expect(await createStartup().get()).toEqual(failed({ what: 'startup', code }));
    expect(await createStartup().set(true)).toEqual(failed({ what: 'startup', code }));
  });

  it('is returned when Excel lacks the method', async () => {
    vi.stubGlobal('Office', {});
    expect(await showPane()).toMatchObject({ ok: false, failure: { what: 'showPane' } });
  });

  it('is absent after a success', async () => {
    excel(() => Promise.resolve('Load'));
    expect(await createStartup().set(true)).toEqual(succeeded(true));
    expect((await showPane()).ok).toBe(true);
  });
});

describe('subscribers to refusals', () => {
  const refusedWith = (what: Refusable, code: string) => [what, failed({ what, code })] as const;

  it('receive those in force and each change, also that Excel does now what it refused', () => {
    const { record, watch } = createRefusals();
    record(...refusedWith('ribbon', 'AccessDenied'));
    record(...refusedWith('startup', 'GeneralException'));
    record('startup', succeeded(true));
    const received: (readonly [Refusable, string | null])[] = [];
    const stop = watch((what, code) => received.push([what, code]));
    record(...refusedWith('ribbon', 'AccessDenied'));
    record('showPane', succeeded(true));
    record(...refusedWith('showPane', 'AccessDenied'));
    record(...refusedWith('ribbon', 'HostRestartNeeded'));
    record('ribbon', succeeded(true));
    stop();
    record(...refusedWith('startup', 'AccessDenied'));
    expect(received).toEqual([
      ['ribbon', 'AccessDenied'],
      ['showPane', 'AccessDenied'],
      ['ribbon', 'HostRestartNeeded'],
      ['ribbon', null],
    ]);
  });

  it('leave the outcome unchanged', async () => {
    const { record } = createRefusals();
    const outcome = await callExcel('startup', () => Promise.resolve(7));
    expect(record('startup', outcome)).toEqual(succeeded(7));
  });
});
