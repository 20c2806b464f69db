import { describe, expect, it } from 'vitest';
import { failed } from '../../../src/session/services';
import { unconfirmedHere } from '../../../src/session/unconfirmed';
import { PaneWorld } from './paneWorld';
import { account, failure, recordWith, workbook } from './reducerBench';
import {
  arrives,
  emptySuccess,
  findsWorkbook,
  reloadedIn,
  signOut,
  storeBench,
  twoPanes,
  unclosed,
} from './storeBench';

const switchAccount = { kind: 'signInRequested', another: true } as const;
const refused = failed(failure({ kind: 'forbidden', need: 'permission' }));
const locked = (at: number) =>
  failed(failure({ kind: 'retry', because: 'locked' }, { at, notBefore: at + 60_000 }));

describe('a sign-out beside another pane of the session', () => {
  it.each(['first', 'second'] as const)(
    'by the %s one leaves it to the other, and the next sign-in shows it',
    async (who) => {
      const { world, ...panes } = await twoPanes({ persistChanges: false });
      const pane = panes[who];
      await pane.tell(signOut);
      await pane.tell({ kind: 'leavingConfirmed' });
      await pane.last('signOut').answer(undefined);
      await world.time.run(world.time.now + 5_000);
      await pane.tell({ kind: 'signInRequested', another: false });
      await arrives(pane);
      expect(pane.state()).toMatchObject({ kind: 'open', session: { id: 'session-1' } });
    },
  );

  it('lets the next start find the session, also where the other pane crashed at once', async () => {
    const { world, first, second } = await twoPanes();
    await first.tell(signOut);
    await second.crash();
    expect(world.stored()).toMatchObject([{ phase: 'open', session: { id: 'session-1' } }]);
  });

  it('removes the records of the account that no other pane holds, and no other ones', async () => {
    const world = new PaneWorld();
    const pane = storeBench({}, world);
    await pane.open();
    const elsewhere = world.persistence({}, []);
    const other = { ...workbook, itemId: '01OTHER' };
    for (const accountId of ['adele', 'alex']) {
      elsewhere.saveRecord(recordWith({ accountId, workbook: other }));
    }
    await pane.tell(signOut);
    expect(world.stored()).toMatchObject([{ accountId: 'alex' }]);
  });
});

describe('a close that is not confirmed', () => {
  it('is told of until a session is open, also after a start or an attach that failed', async () => {
    const starts = await unclosed();
    await starts.tell({ kind: 'startRequested' });
    await starts.last('open').answer(failed(failure({ kind: 'reauthenticate' })));
    await starts.tell({ kind: 'signInRequested', another: false });
    await arrives(starts);
    expect(unconfirmedHere(starts.store.getState())?.sessionId).toBe('session-1');
    const attaches = await unclosed(failure({ kind: 'forbidden', need: 'permission' }));
    await attaches.tell({ kind: 'attachRequested', sessionId: 'theirs' });
    await attaches.last('refresh').answer(failed(failure({ kind: 'ended', reason: 'notFound' })));
    expect(unconfirmedHere(attaches.store.getState())?.sessionId).toBe('session-1');
  });

  it('and that another pane confirms during a sign-in is not told of after it', async () => {
    for (const outcome of ['cancelled', 'another'] as const) {
      const { first, second } = await twoPanes();
      await first.tell({ kind: 'closeRequested' });
      await first.last('close').answer(refused);
      await first.tell(switchAccount);
      await second.last('close').answer(emptySuccess);
      if (outcome === 'another') await arrives(first, { ...account, id: 'bob' });
      else {
        const reason = { reason: 'cancelled', at: first.now() } as const;
        await first.last('signIn').answer(failed(reason));
        expect(first.state()).toMatchObject({ ending: { kind: 'closed' } });
      }
      expect(first.state()).not.toHaveProperty('ending.failure');
      expect(unconfirmedHere(first.store.getState())).toBeUndefined();
    }
  });
});

describe('a close behind a sign-in with another account', () => {
  it('says why and when it is repeated, once that sign-in is cancelled', async () => {
    const pane = storeBench();
    await pane.open();
    await pane.tell(switchAccount);
    await pane.last('close').answer(locked(pane.now()));
    await pane.tell({ kind: 'cancelRequested' });
    const because = { failure: { recovery: { because: 'locked' } } };
    expect(pane.state()).toMatchObject({ kind: 'closing', retry: because });
    // No time that has passed: the second close is under way.
    await pane.tell(switchAccount);
    await pane.time.run(pane.time.now + 61_000);
    await pane.tell({ kind: 'cancelRequested' });
    expect(pane.state()).not.toHaveProperty('retry');
  });

  it('is told to a pane that is being reloaded', async () => {
    const { world, first, second } = await twoPanes();
    await second.crash();
    const third = await reloadedIn(world, {});
    await first.tell(switchAccount);
    await first.last('close').answer(emptySuccess);
    await findsWorkbook(third);
    expect(third.what().filter((what) => what.startsWith('refresh'))).toEqual([]);
    expect(third.state()).toMatchObject({ kind: 'ready', ending: { kind: 'closed' } });
  });
});

it('a sign-in with another account goes on while another pane closes the session', async () => {
  const { first, second } = await twoPanes();
  await first.tell({ kind: 'closeRequested' });
  await first.last('close').answer(emptySuccess);
  await first.tell({ kind: 'attachRequested', sessionId: 'theirs' });
  await first.refreshed();
  await second.tell(switchAccount);
  await first.tell({ kind: 'closeRequested' });
  await first.tell({ kind: 'leavingConfirmed' });
  expect(second.last('signIn').signal.aborted).toBe(false);
});
