import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClock } from '../../../src/browser/clock';
import { createLocks } from '../../../src/browser/locks';
import { createPersistence } from '../../../src/browser/persistence';
import { createStore } from '../../../src/session/store';
import type { Services } from '../../../src/session/services';
import { succeeded } from '../../../src/session/services';
import { defaultChoices } from '../../../src/session/appState';
import { settled } from '../../simulation/time';
import { account, workbook } from '../session/reducerBench';
import { createStorage } from './fakeStorage';

beforeEach(() => {
  vi.stubGlobal('localStorage', createStorage());
  vi.stubGlobal('sessionStorage', createStorage());
});
afterEach(() => vi.unstubAllGlobals());

/** A pane with the browser's own storage, as far as an open session. */
async function openPane(who = account, where = workbook) {
  const sent = { sentAt: Date.now() };
  const clock = createClock();
  const services: Services = {
    identity: {
      signIn: () => Promise.resolve(succeeded(who)),
      beginSignOut: () => undefined,
      signOut: () => Promise.resolve(),
    },
    workbooks: {
      locate: () => Promise.resolve(succeeded(where)),
      checkForMove: () => Promise.resolve(),
    },
    sessions: {
      open: () =>
        Promise.resolve(
          succeeded({
            id: `session of ${who.id} on ${where.itemId}`,
            persistChanges: true,
            ...sent,
          }),
        ),
      refresh: () => Promise.resolve(succeeded(sent)),
      close: () => Promise.resolve(succeeded(null)),
    },
    clock,
    persistence: createPersistence(() => undefined),
    locks: createLocks(clock, () => 0, null),
    random: () => 0.5,
  };
  const store = createStore(services);
  store.dispatch({ kind: 'started', known: null, choices: defaultChoices });
  await settled();
  store.dispatch({ kind: 'startRequested' });
  await settled();
  expect(store.getState().state.kind).toBe('open');
  return store;
}

/** All that storage holds, as text. */
const stored = (): string =>
  [localStorage, sessionStorage]
    .flatMap((storage) => Object.entries(storage))
    .flat()
    .join(' ');

describe('storage, after an account signed out', () => {
  it('holds no session, no workbook and no id of that account, of an earlier pane on another workbook either', async () => {
    (await openPane(account, { ...workbook, itemId: '01EARLIER' })).stop();
    const pane = await openPane();
    for (const word of [
      `session of ${account.id} on 01EARLIER`,
      `session of ${account.id} on ${workbook.itemId}`,
    ]) {
      expect(stored()).toContain(word);
    }
    pane.dispatch({ kind: 'signOutRequested' });
    await settled();
    for (const word of [account.id, workbook.itemId, workbook.name, '01EARLIER']) {
      expect(stored()).not.toContain(word);
    }
    pane.pageHidden();
    pane.stop();
    expect(stored()).not.toContain(account.id);
  });

  it('still holds the session of another account', async () => {
    const other = await openPane({ ...account, id: 'alex' }, { ...workbook, itemId: '01OTHER' });
    const pane = await openPane();
    pane.dispatch({ kind: 'signOutRequested' });
    await settled();
    expect(stored()).toContain('session of alex on 01OTHER');
    for (const store of [other, pane]) store.stop();
  });
});
