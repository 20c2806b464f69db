import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createAccountMark,
  createStorageFlag,
  createSignedOutAccounts,
  hasCachedAccount,
} from '../../../src/browser/flags';
import { createStorage, denyStorage } from './fakeStorage';

let isFull = false;
const openTab = (): void =>
  void vi.stubGlobal(
    'sessionStorage',
    createStorage(() => isFull),
  );

beforeEach(() => {
  isFull = false;
  vi.stubGlobal(
    'localStorage',
    createStorage(() => isFull),
  );
  openTab();
});
afterEach(() => vi.unstubAllGlobals());

describe('the mark of an account', () => {
  it('is found by the next page of the tab until it is taken back; an older one names nobody', () => {
    const mark = (): ReturnType<typeof createAccountMark> => createAccountMark('wider', 'tab');
    expect(mark().get()).toBeNull();
    mark().set('adele');
    expect(mark().get()).toBe('adele');
    mark().set(null);
    expect(mark().get()).toBeNull();
    createStorageFlag('wider', 'tab').set(true);
    expect(mark().get()).toBeNull();
  });
});

describe.each(['device', 'tab'] as const)('a mark of the %s', (lives) => {
  it('is off until it is set, and is found by the next page until it is taken back', () => {
    const mark = createStorageFlag('allFiles', lives);
    expect(mark.get()).toBe(false);
    mark.set(true);
    expect([mark.get(), createStorageFlag('allFiles', lives).get()]).toEqual([true, true]);
    mark.set(false);
    expect([mark.get(), createStorageFlag('allFiles', lives).get()]).toEqual([false, false]);
  });

  it(`is ${lives === 'device' ? 'there' : 'not there'} in another tab`, () => {
    createStorageFlag('allFiles', lives).set(true);
    openTab();
    expect(createStorageFlag('allFiles', lives).get()).toBe(lives === 'device');
  });

  it('is another one than those of other names and than what other pages of this origin store', () => {
    for (const storage of [localStorage, sessionStorage]) storage.setItem('allFiles', '1');
    createStorageFlag('signedOut', lives).set(true);
    expect(createStorageFlag('allFiles', lives).get()).toBe(false);
    createStorageFlag('allFiles', lives).set(false);
    expect([localStorage.getItem('allFiles'), sessionStorage.getItem('allFiles')]).toEqual([
      '1',
      '1',
    ]);
    expect(createStorageFlag('signedOut', lives).get()).toBe(true);
  });

  it('lasts as long as the page where storage is denied', () => {
    denyStorage();
    const mark = createStorageFlag('allFiles', lives);
    expect(mark.get()).toBe(false);
    mark.set(true);
    expect([mark.get(), createStorageFlag('allFiles', lives).get()]).toEqual([true, false]);
    mark.set(false);
    expect(mark.get()).toBe(false);
  });

  it('lasts as long as the page where storage is full', () => {
    isFull = true;
    const mark = createStorageFlag('allFiles', lives);
    mark.set(true);
    expect([mark.get(), createStorageFlag('allFiles', lives).get()]).toEqual([true, false]);
  });
});

describe('the accounts that signed out', () => {
  it('are known to every page of this device, until they sign in again', () => {
    const [first, second] = [createSignedOutAccounts(), createSignedOutAccounts()];
    expect(second.has('adele')).toBe(false);
    first.add('adele');
    first.add('alex');
    openTab();
    expect([second.has('adele'), second.has('alex'), second.has('megan')]).toEqual([
      true,
      true,
      false,
    ]);
    second.remove('adele');
    expect([first.has('adele'), first.has('alex'), createSignedOutAccounts().has('alex')]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('keep what another tab wrote meanwhile', () => {
    const [first, second] = [createSignedOutAccounts(), createSignedOutAccounts()];
    first.add('adele');
    second.add('alex');
    first.remove('adele');
    expect(['adele', 'alex'].map((id) => createSignedOutAccounts().has(id))).toEqual([false, true]);
  });

  it('are the latest hundred: storage is small', () => {
    const accounts = createSignedOutAccounts();
    const ids = Array.from({ length: 150 }, (_, number) => `account ${number}`);
    for (const id of ids) accounts.add(id);
    expect(ids.filter((id) => accounts.has(id))).toEqual(ids.slice(-100));
    // Once more costs no other one its place, and makes it the latest.
    accounts.add(ids[70] ?? '');
    expect(ids.filter((id) => accounts.has(id))).toEqual(ids.slice(-100));
    for (let number = 0; number < 99; number += 1) accounts.add(`later ${number}`);
    expect(ids.filter((id) => createSignedOutAccounts().has(id))).toEqual([ids[70]]);
  });

  it('bear the name of the product in storage: the pages of an origin share it', () => {
    const accounts = createSignedOutAccounts();
    accounts.add('adele');
    accounts.tab.set(true);
    createStorageFlag('allFiles', 'device').set(true);
    const names = [...Object.keys(localStorage), ...Object.keys(sessionStorage)];
    expect([names.length, names.filter((name) => !name.startsWith('session-keeper.'))]).toEqual([
      3,
      [],
    ]);
  });

  it('leave no trace of an account that never signed out', () => {
    createSignedOutAccounts().remove('adele');
    expect([localStorage.length, sessionStorage.length]).toEqual([0, 0]);
  });

  it.each(['{', '7', 'null', '{"adele":true}', '"adele"', '[7,null,["adele"]]'])(
    'are none where storage holds %s, and the next one is kept',
    (foreign) => {
      createSignedOutAccounts().add('alex');
      for (const name of Object.keys(localStorage)) localStorage.setItem(name, foreign);
      const accounts = createSignedOutAccounts();
      expect([accounts.has('adele'), accounts.has('alex')]).toEqual([false, false]);
      accounts.add('adele');
      expect(createSignedOutAccounts().has('adele')).toBe(true);
    },
  );

  it('are what can be read of a list that something else is in', () => {
    createSignedOutAccounts().add('alex');
    for (const name of Object.keys(localStorage)) localStorage.setItem(name, '[7,"adele",null]');
    expect(createSignedOutAccounts().has('adele')).toBe(true);
  });

  it('are known to the page alone where storage is denied', () => {
    denyStorage();
    const accounts = createSignedOutAccounts();
    expect(accounts.has('adele')).toBe(false);
    for (const id of ['adele', 'alex']) accounts.add(id);
    accounts.remove('alex');
    expect([
      accounts.has('adele'),
      accounts.has('alex'),
      createSignedOutAccounts().has('adele'),
    ]).toEqual([true, false, false]);
  });

  it('cause no failure where storage is full, and those that are stored stay', () => {
    const accounts = createSignedOutAccounts();
    accounts.add('adele');
    isFull = true;
    accounts.add('alex');
    accounts.remove('megan');
    expect([accounts.has('adele'), createSignedOutAccounts().has('adele')]).toEqual([true, true]);
    // What storage has no room for lasts as long as the page.
    expect([accounts.has('alex'), createSignedOutAccounts().has('alex')]).toEqual([true, false]);
    isFull = false;
    accounts.add('megan');
    expect(createSignedOutAccounts().has('alex')).toBe(true);
  });

  it('are noted beside whether the user signed out in this tab', () => {
    const { tab } = createSignedOutAccounts();
    expect(tab.get()).toBe(false);
    tab.set(true);
    expect(createSignedOutAccounts().tab.get()).toBe(true);
    openTab();
    expect(createSignedOutAccounts().tab.get()).toBe(false);
  });
});

describe('an account that MSAL may keep', () => {
  it('is told by MSAL’s list of accounts in this tab, and by nothing else', () => {
    expect(hasCachedAccount()).toBe(false);
    for (const other of ['msal.2.token.keys.client', 'other.account.keys', 'msal.version']) {
      sessionStorage.setItem(other, '[]');
    }
    localStorage.setItem('msal.2.account.keys', '[]');
    expect(hasCachedAccount()).toBe(false);
    sessionStorage.setItem('msal.2.account.keys', '[]');
    expect(hasCachedAccount()).toBe(true);
  });

  it('is none where storage is denied', () => {
    denyStorage();
    expect(hasCachedAccount()).toBe(false);
  });
});
