import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Desk } from './signInBench';
import { adeleAccount, alexAccount, errorOf, openDesk, tokenOf } from './signInBench';

afterEach(() => vi.unstubAllGlobals());

const [usual, wide] = [['Files.ReadWrite'], ['Files.ReadWrite.All']];
const lacksConsent = errorOf('invalid_grant', { errorMessage: 'AADSTS65001: secret words' });
const scopesAsked = (desk: Desk): unknown[] => desk.standard.asked.map(({ scopes }) => scopes);

/** Test setup in which Adele has signed in and consented to access to all files. */
async function agreed(): Promise<Desk> {
  const desk = openDesk();
  desk.standard.window = tokenOf(adeleAccount);
  desk.standard.silent = tokenOf(adeleAccount);
  await desk.click();
  expect((await desk.click('allFiles')).ok).toBe(true);
  desk.standard.asked.length = 0;
  return desk;
}

describe('access to all files', () => {
  it('is requested in a window, for the signed-in account, and with every later token', async () => {
    const desk = openDesk();
    desk.standard.window = tokenOf(adeleAccount);
    desk.standard.silent = tokenOf(adeleAccount);
    await desk.click();
    await desk.identity.token({});
    await desk.click('allFiles');
    await desk.identity.token({});
    await desk.click();
    expect(scopesAsked(desk)).toEqual([usual, usual, wide, wide, wide]);
    expect(desk.standard.asked[2]).toMatchObject({
      how: 'window',
      account: adeleAccount,
      prompt: undefined,
    });
  });

  it('is not granted if its sign-in fails', async () => {
    const desk = openDesk();
    desk.standard.window = tokenOf(adeleAccount);
    await desk.click();
    desk.standard.window = errorOf('access_denied');
    expect(await desk.click('allFiles')).toMatchObject({
      ok: false,
      failure: { reason: 'declined' },
    });
    expect(desk.allFiles.get()).toBeNull();
  });

  it.each([lacksConsent, errorOf('consent_required')])(
    'is dropped after consent is revoked: the request is sent again without it (%o)',
    async (error) => {
      const desk = await agreed();
      desk.standard.silent = ({ scopes }) =>
        scopes?.[0] === wide[0] ? Promise.reject(error) : Promise.resolve(tokenOf(adeleAccount));
      expect((await desk.identity.token({ claims: '{}' })).ok).toBe(true);
      expect([scopesAsked(desk), desk.allFiles.get()]).toEqual([[wide, usual], null]);
      expect(desk.standard.asked.map(({ claims }) => claims)).toEqual(['{}', '{}']);
    },
  );

  it('is kept after any other failure', async () => {
    const desk = await agreed();
    desk.standard.silent = errorOf('interaction_required');
    expect(await desk.identity.token({})).toMatchObject({
      ok: false,
      failure: { reason: 'interactionRequired' },
    });
    expect([scopesAsked(desk), desk.allFiles.get()]).toEqual([[wide], adeleAccount.homeAccountId]);
  });

  it('does not matter if consent for the default access is missing', async () => {
    const desk = await agreed();
    desk.allFiles.set(null);
    desk.standard.silent = lacksConsent;
    expect(await desk.identity.token({})).toMatchObject({
      ok: false,
      failure: { reason: 'interactionRequired', code: 'AADSTS65001' },
    });
    expect(scopesAsked(desk)).toEqual([usual]);
  });

  it('ends with a sign-out or another account, not with the next sign-in of the same account', async () => {
    const same = await agreed();
    await same.click();
    expect(same.allFiles.get()).toBe(adeleAccount.homeAccountId);
    const other = await agreed();
    other.standard.window = tokenOf(alexAccount);
    await other.click('another');
    expect(other.allFiles.get()).toBeNull();
    const left = await agreed();
    const entered = await left.click();
    if (entered.ok) await left.identity.signOut(entered.value);
    expect(left.allFiles.get()).toBeNull();
  });

  it('granted before a reload is kept for the restored account', async () => {
    const desk = openDesk();
    desk.allFiles.set(adeleAccount.homeAccountId);
    desk.standard.accounts = [adeleAccount];
    desk.standard.silent = tokenOf(adeleAccount);
    expect((await desk.silentStart()).ok).toBe(true);
    expect([scopesAsked(desk), desk.allFiles.get()]).toEqual([[wide], adeleAccount.homeAccountId]);
  });

  it('is not asked of another account, whose organization may not have consented', async () => {
    const desk = await agreed();
    desk.standard.window = ({ scopes }) =>
      scopes?.[0] === wide[0]
        ? Promise.reject(errorOf('invalid_grant', { errorMessage: 'AADSTS90094' }))
        : Promise.resolve(tokenOf(alexAccount));
    expect((await desk.click('another')).ok).toBe(true);
    expect(scopesAsked(desk)).toEqual([usual]);
  });

  it.each([
    { who: 'another user', person: alexAccount, later: usual },
    { who: 'who agreed', person: adeleAccount, later: wide },
  ])('after a reload without a silent sign-in is kept for $who: $later', async (row) => {
    const desk = openDesk();
    desk.allFiles.set(adeleAccount.homeAccountId);
    desk.standard.accounts = [adeleAccount];
    desk.standard.silent = errorOf('interaction_required');
    await desk.silentStart();
    desk.standard.asked.length = 0;
    desk.standard.window = tokenOf(row.person);
    desk.standard.silent = tokenOf(row.person);
    await desk.click();
    await desk.identity.token({});
    expect(scopesAsked(desk)).toEqual([usual, row.later]);
  });
});
