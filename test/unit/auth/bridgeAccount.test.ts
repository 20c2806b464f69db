import { afterEach, describe, expect, it, vi } from 'vitest';
import { enteredByBridge, failsAfter, ownFaults, windows } from './bridgeBench';
import type { Desk } from './signInBench';
import { adeleAccount, alexAccount, errorOf, fabrikamId, tokenOf } from './signInBench';

afterEach(() => vi.unstubAllGlobals());

describe('the account that Excel’s bridge signed in, whose session is kept alive', () => {
  /** Excel’s token has expired: MSAL’s storage has no refresh token of that account. */
  const isRenewed = async (desk: Desk): Promise<boolean> => {
    desk.standard.silent = errorOf('no_tokens_found', { name: 'InteractionRequiredAuthError' });
    desk.nested.silent = tokenOf(adeleAccount);
    return (await desk.settled(desk.identity.token({}))).ok;
  };

  it('is renewed by the bridge after the user cancels the wish for another one', async () => {
    const desk = await enteredByBridge();
    desk.nested.window = 'never';
    const cancelling = new AbortController();
    const { signal } = cancelling;
    void desk.click('another', signal);
    await vi.waitFor(() => expect(windows(desk)).toEqual([1, 0]));
    cancelling.abort();
    expect([desk.nestedFailed.get(), await isRenewed(desk)]).toEqual([false, true]);
    // Excel showed no window: the next click opens the dialog, also after a silent answer.
    desk.standard.window = tokenOf(alexAccount);
    expect((await desk.settled(desk.click('another'))).ok).toBe(true);
    expect([windows(desk), desk.nestedFailed.get()]).toEqual([[1, 1], true]);
  });

  it('is left by the next click where Excel opens no window, whatever the browser reports', async () => {
    const desk = await enteredByBridge();
    desk.online = false;
    desk.nested.window = 'never';
    const cancelling = new AbortController();
    void desk.click('another', cancelling.signal);
    await vi.waitFor(() => expect(windows(desk)).toEqual([1, 0]));
    cancelling.abort();
    desk.standard.window = tokenOf(alexAccount);
    expect((await desk.settled(desk.click('another'))).ok).toBe(true);
    expect(windows(desk)).toEqual([1, 1]);
  });

  it.each(ownFaults)(
    'is renewed by the bridge after a dialog that the user cancels: the bridge %s',
    async (_name, answer) => {
      for (const silent of [answer, tokenOf(adeleAccount)]) {
        const desk = await enteredByBridge();
        desk.nested.silent = silent;
        await failsAfter(desk, 0);
        if (answer !== 'never') desk.nested.window = answer;
        desk.standard.window = errorOf('user_cancelled');
        expect((await desk.settled(desk.click('another'))).ok).toBe(false);
        expect([desk.nestedFailed.get(), await isRenewed(desk)]).toEqual([false, true]);
      }
    },
  );

  it('is renewed by the bridge after a dialog of another organization that the user cancels', async () => {
    const desk = await enteredByBridge();
    desk.nested.window = tokenOf(adeleAccount);
    desk.standard.window = errorOf('user_cancelled');
    const never = new AbortController().signal;
    expect((await desk.identity.signIn('another', never, fabrikamId)).ok).toBe(false);
    expect([windows(desk), desk.nestedFailed.get()]).toEqual([[1, 1], false]);
    expect(await isRenewed(desk)).toBe(true);
  });
});
