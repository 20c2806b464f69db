import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  accountOf,
  adeleAccount,
  alexAccount,
  contosoId,
  entered,
  errorOf,
  fabrikamId,
  openDesk,
  personalId,
  serverError,
  tokenOf,
} from './signInBench';

afterEach(() => vi.unstubAllGlobals());

describe('a sign-in for the open session', () => {
  it.each([false, true])(
    'refuses another account, and the signed-in one stays (through Excel: %s)',
    async (nested) => {
      const desk = await entered({ nested });
      const asked = nested ? desk.nested : desk.standard;
      asked.window = tokenOf(alexAccount);
      desk.standard.window = asked.window;
      expect(await desk.click('again')).toMatchObject({
        ok: false,
        failure: { reason: 'wrongAccount' },
      });
      expect(desk.standard.forgotten).toEqual([alexAccount]);
      // Excel owns its accounts: the pane removes none of them.
      expect(desk.nested.forgotten).toEqual([]);
      expect(asked.active).toEqual(adeleAccount);
      expect((await desk.identity.token({})).ok).toBe(true);
      asked.window = tokenOf(adeleAccount);
      expect(await desk.click('again')).toMatchObject({
        ok: true,
        value: { id: adeleAccount.homeAccountId },
      });
      expect(asked.asked.at(-1)).toMatchObject({ how: 'window', account: adeleAccount });
    },
  );
});

describe('an account that Excel’s bridge returns although another one is needed', () => {
  const cases = [
    [
      'another',
      tokenOf(adeleAccount),
      tokenOf(alexAccount),
      'https://login.microsoftonline.com/organizations',
    ],
    [
      'again',
      tokenOf(alexAccount),
      tokenOf(adeleAccount),
      'https://login.microsoftonline.com/organizations',
    ],
    [
      'interactive',
      tokenOf(accountOf('sam', personalId)),
      tokenOf(adeleAccount),
      'https://login.microsoftonline.com/organizations',
    ],
    [
      'interactive',
      tokenOf(accountOf('megan', fabrikamId)),
      tokenOf(adeleAccount),
      `https://login.microsoftonline.com/${contosoId}`,
    ],
  ] as const;

  it.each(cases)(
    'is left for the dialog, in the same click (%s, %o)',
    async (mode, excels, chosen, authority) => {
      const desk = await entered({ nested: true, authority, person: adeleAccount.username });
      desk.nested.window = excels;
      desk.standard.window = chosen;
      desk.standard.silent = chosen;
      expect(await desk.click(mode)).toMatchObject({
        ok: true,
        value: { id: chosen.account.homeAccountId },
      });
      expect(desk.standard.active).toEqual(chosen.account);
      expect(desk.nestedFailed.get()).toBe(true);
      expect(await desk.identity.token({})).toMatchObject({ ok: true, value: chosen.accessToken });
    },
  );

  it.each(cases)(
    'goes on if the user cancels the dialog, or picks one that is refused (%s, %o)',
    async (mode, excels, _chosen, authority) => {
      const desk = await entered({ nested: true, authority });
      desk.nested.window = excels;
      for (const answer of [errorOf('user_cancelled'), tokenOf(accountOf('sam', personalId))]) {
        desk.standard.window = answer;
        expect((await desk.click(mode)).ok).toBe(false);
        expect([desk.nestedFailed.get(), desk.nested.active]).toEqual([false, adeleAccount]);
        expect((await desk.identity.token({})).ok).toBe(true);
      }
      expect([desk.nested.forgotten, desk.standard.forgotten.length]).toEqual([[], 1]);
    },
  );

  it.each([50020, 50057, 50105, 500200])(
    'or that the service refuses with AADSTS%i is left on a click, not before',
    async (number) => {
      const desk = openDesk({ nested: true });
      desk.nested.silent = serverError('access_denied', number);
      desk.nested.window = desk.nested.silent;
      desk.standard.window = tokenOf(alexAccount);
      expect((await desk.silentStart()).ok).toBe(false);
      expect(desk.nestedFailed.get()).toBe(false);
      expect(await desk.click('another')).toMatchObject({
        ok: true,
        value: { id: alexAccount.homeAccountId },
      });
      expect(desk.nestedFailed.get()).toBe(true);
    },
  );

  it('and that the service refuses elsewhere goes on if the user cancels the dialog', async () => {
    const desk = await entered({ nested: true });
    desk.nested.window = serverError('access_denied', 50020);
    desk.standard.window = errorOf('user_cancelled');
    expect(await desk.click('another')).toMatchObject({ failure: { reason: 'cancelled' } });
    expect(desk.nestedFailed.get()).toBe(false);
    expect((await desk.identity.token({})).ok).toBe(true);
  });

  it('is no login hint of the dialog', async () => {
    const desk = openDesk({ nested: true, person: 'sam@outlook.com' });
    desk.nested.window = tokenOf(accountOf('sam', personalId));
    desk.standard.window = tokenOf(adeleAccount);
    expect((await desk.click()).ok).toBe(true);
    expect(desk.standard.asked).toMatchObject([{ prompt: 'select_account', loginHint: undefined }]);
  });

  it('is used if the user signs in to another organization with it', async () => {
    const desk = await entered({ nested: true });
    Object.assign(desk.nested, {
      window: tokenOf(adeleAccount, { idTokenClaims: { tid: fabrikamId } }),
    });
    const never = new AbortController().signal;
    expect((await desk.identity.signIn('another', never, fabrikamId)).ok).toBe(true);
    expect([desk.standard.asked, desk.nestedFailed.get()]).toEqual([[], false]);
  });
});

describe('the user name of Excel’s account, in a dialog without a bridge', () => {
  const person = 'sam@contoso.example';

  it.each([
    ['a personal account', tokenOf(accountOf('sam', personalId))],
    ['an account of another organization', tokenOf(accountOf('sam', fabrikamId))],
    ['one that may not use the add-in', serverError('access_denied', 50105)],
    ['one that is blocked', serverError('access_denied', 50057)],
  ])('is no login hint any more once it was refused as %s', async (_what, answer) => {
    const authority = `https://login.microsoftonline.com/${contosoId}`;
    const desk = openDesk({ person, authority });
    desk.standard.window = answer;
    expect((await desk.click()).ok).toBe(false);
    desk.standard.window = tokenOf(adeleAccount);
    expect((await desk.click()).ok).toBe(true);
    expect(desk.standard.asked).toMatchObject([
      { loginHint: person, prompt: undefined },
      { loginHint: undefined, prompt: 'select_account' },
    ]);
  });

  it.each([
    ['cancels', errorOf('user_cancelled')],
    ['meets a fault', serverError('temporarily_unavailable', 90033)],
  ])('stays the login hint if the user %s', async (_what, answer) => {
    const desk = openDesk({ person });
    desk.standard.window = answer;
    await desk.click();
    await desk.click();
    expect(desk.standard.asked).toMatchObject([{ loginHint: person }, { loginHint: person }]);
  });
});

describe('a click that Excel’s bridge answers', () => {
  it.each([
    ['with no account', errorOf('no_account_found')],
    ['as one that needs the user', errorOf('', { name: 'InteractionRequiredAuthError' })],
    ['with a required interaction', errorOf('interaction_required')],
  ])('%s leads to the dialog', async (_what, answer) => {
    for (const mode of ['interactive', 'another'] as const) {
      const desk = openDesk({ nested: true });
      desk.nested.silent = desk.nested.window = answer;
      desk.standard.window = tokenOf(adeleAccount);
      expect((await desk.silentStart()).ok).toBe(false);
      expect((await desk.click(mode)).ok).toBe(true);
    }
  });

  it.each([
    ['a policy (AADSTS53003)', serverError('interaction_required', 53003)],
    ['a policy (AADSTS50005)', serverError('invalid_grant', 50005)],
    ['missing consent (AADSTS90094)', serverError('interaction_required', 90094)],
    ['consent that was declined', errorOf('access_denied')],
  ])('with %s leads to the dialog if it is for another account', async (_what, refusal) => {
    const desk = openDesk({ nested: true });
    desk.nested.silent = desk.nested.window = refusal;
    desk.standard.window = tokenOf(alexAccount);
    expect((await desk.silentStart()).ok).toBe(false);
    expect((await desk.click()).ok).toBe(false);
    const outcome = await desk.click('another');
    expect(outcome).toMatchObject({ ok: true, value: { id: alexAccount.homeAccountId } });
  });
});
