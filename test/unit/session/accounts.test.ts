import { describe, expect, it } from 'vitest';
import { failed, succeeded } from '../../../src/session/services';
import type { StoreBench } from './storeBench';
import { emptySuccess, storeBench, session, signOut, twoPanes } from './storeBench';
import { account, failure, noon, reducerBench, unconfirmedBy, workbook } from './reducerBench';
import { PaneWorld } from './paneWorld';

const kept = { keepAlive: true, stopAfterMs: null };
const alex = { ...account, id: 'alex' };
const other = {
  ...workbook,
  itemId: '01OTHER',
  address: 'https://contoso.sharepoint.com/other.xlsx',
};

describe('signing out in one of two panes', () => {
  it('does not close a session that the other pane shows, which keeps its record', async () => {
    const { world, first, second } = await twoPanes(kept);
    await first.tell(signOut);
    expect(first.what()).toEqual(['signOut adele']);
    expect(world.stored()).toMatchObject([{ session: { id: 'session-1' } }]);
    expect([second.state().kind, second.store.getState().holdsLock]).toEqual(['open', true]);
    await world.time.run(203_000);
    expect(second.what()).toEqual(['refresh session-1']);
  });

  it('closes the session once no other pane shows it', async () => {
    const { first, second } = await twoPanes(kept);
    await second.crash();
    await first.tell(signOut);
    expect(first.what()).toEqual(['close session-1']);
  });

  it('has a time limit for asking whether another pane shows the session', async () => {
    const { first, world } = await twoPanes(kept);
    first.locks.holders = () => new Promise(() => undefined);
    await first.tell(signOut);
    await world.time.run(world.time.now + 3_000);
    expect(first.what()).toEqual(['signOut adele']);
  });

  it('by a switch of accounts closes the session only if no other pane shows it', async () => {
    const { world, first, second } = await twoPanes(kept);
    await first.tell({ kind: 'signInRequested', another: true });
    expect([first.what(), second.state().kind]).toEqual([['signIn another'], 'open']);
    await first.tell({ kind: 'cancelRequested' });
    expect([first.state(), second.state()]).toMatchObject([
      { kind: 'open', session: { id: 'session-1' }, request: { kind: 'idle' } },
      { kind: 'open', session: { id: 'session-1' } },
    ]);
    expect(world.stored()).toMatchObject([{ phase: 'open' }]);
    const alone = storeBench(kept);
    await alone.open();
    await alone.tell({ kind: 'signInRequested', another: true });
    expect(alone.what()).toEqual(['signIn another', 'close session-1']);
    expect(alone.world.stored()).toMatchObject([{ phase: 'closing' }]);
    await alone.last('close').answer(emptySuccess);
    expect(alone.world.stored()).toEqual([]);
    await alone.tell({ kind: 'cancelRequested' });
    expect(alone.state()).toMatchObject({
      kind: 'ready',
      ending: { kind: 'closed', session: { id: 'session-1' } },
    });
    expect(alone.store.getState().activity.at(-1)).toMatchObject({ what: 'closed' });
  });

  it('by a switch of accounts that waits for the other pane’s request, and is cancelled, takes nothing from either', async () => {
    const { world, first, second } = await twoPanes(kept);
    await second.tell({ kind: 'refreshRequested' });
    await first.tell({ kind: 'signInRequested', another: true });
    await first.tell({ kind: 'cancelRequested' });
    expect([first.state().kind, second.state().kind]).toEqual(['closing', 'open']);
    await second.last('refresh').answer(succeeded({ sentAt: second.now() }));
    expect([first.state(), second.state()]).toMatchObject([
      { kind: 'open', session: { id: 'session-1' } },
      { kind: 'open', session: { id: 'session-1' } },
    ]);
    expect([first.what(), second.what(), world.stored()]).toMatchObject([
      ['signIn another'],
      ['refresh session-1'],
      [{ phase: 'open' }],
    ]);
  });

  it('by a switch of accounts repeats a close that fails, as long as the account is signed in', async () => {
    const closes = ({ asked }: StoreBench): number =>
      asked.filter(({ what }) => what.startsWith('close')).length;
    for (const [who, count] of [
      [undefined, 2],
      [alex, 1],
    ] as const) {
      const pane = storeBench(kept);
      await pane.open();
      await pane.tell({ kind: 'signInRequested', another: true });
      await pane.last('close').answer(failed(failure({ kind: 'retry' }, { at: pane.now() })));
      if (who === undefined) {
        await pane.tell({ kind: 'cancelRequested' });
        expect(pane.state()).toMatchObject({ kind: 'closing', session: { id: 'session-1' } });
      } else await pane.last('signIn').answer(succeeded(who));
      await pane.time.run(pane.time.now + 1_400);
      expect(closes(pane)).toBe(1);
      await pane.time.run(pane.time.now + 60_000);
      expect([closes(pane), pane.world.stored()]).toMatchObject([count, [{ phase: 'closing' }]]);
    }
  });
});

describe('a pane with another account or another workbook', () => {
  it('shows no session of the first pane, sends no request, and closes nothing when it signs out', async () => {
    const world = new PaneWorld();
    const first = storeBench(kept, world);
    await first.open();
    const before = world.stored();
    for (const [who, where] of [
      [alex, workbook],
      [account, other],
    ] as const) {
      const second = storeBench(kept, world);
      await second.ready(who, where);
      expect(second.state()).toEqual({ kind: 'ready', account: who, workbook: where });
      await first.tell({ kind: 'keepAliveSet', on: false });
      await first.tell({ kind: 'keepAliveSet', on: true });
      expect([second.state().kind, second.what()]).toEqual(['ready', []]);
      if (who === alex) await second.tell(signOut);
      if (who === alex) expect(second.what()).toEqual(['signOut alex']);
    }
    expect(world.stored()).toMatchObject([{ session: before[0]?.session }]);
  });

  it('has its own record: signing out removes the records of one account only', async () => {
    const world = new PaneWorld();
    const [first, second, third] = [
      storeBench(kept, world),
      storeBench(kept, world),
      storeBench(kept, world),
    ];
    await first.open();
    await second.ready(alex);
    await second.tell({ kind: 'startRequested' });
    await second.last('open').answer(session('alex-1'));
    await third.ready(account, other);
    await third.tell({ kind: 'startRequested' });
    await third.last('open').answer(session('other-1'));
    expect(world.stored()).toHaveLength(3);
    await third.crash();
    await first.tell(signOut);
    expect(world.stored()).toMatchObject([{ accountId: 'alex', session: { id: 'alex-1' } }]);
  });

  it('keeps the record of a session that is open when the account changes', async () => {
    const world = new PaneWorld();
    const pane = storeBench(kept, world);
    await pane.open();
    await pane.tell({ kind: 'refreshRequested' });
    await pane.last('refresh').answer(failed(failure({ kind: 'reauthenticate' })));
    await pane.tell({ kind: 'signInRequested', another: false });
    await pane.last('signIn').answer(succeeded(alex));
    await pane.last('locate').answer(succeeded(workbook));
    expect(pane.state()).toEqual({ kind: 'ready', account: alex, workbook });
    expect([
      world.stored().map(({ accountId }) => accountId),
      pane.store.getState().holdsLock,
    ]).toEqual([['adele'], false]);
    expect(pane.saved.some((one) => 'removed' in one)).toBe(false);
  });

  it.each([
    [false, 'again', account, false],
    [true, 'another', account, false],
    [true, 'another', alex, true],
  ])(
    'signed in to beside an open session is known to be another one or the same (asked for another: %s, %s, %o)',
    async (another, mode, who, asAnother) => {
      const pane = storeBench(kept);
      await pane.ready();
      await pane.tell({ kind: 'attachRequested', sessionId: 'theirs' });
      await pane.refreshed();
      await pane.tell({ kind: 'refreshRequested' });
      await pane.last('refresh').answer(failed(failure({ kind: 'reauthenticate' })));
      await pane.tell({ kind: 'signInRequested', another });
      // Further clicks change nothing while the window is open.
      for (const more of [false, true]) await pane.tell({ kind: 'signInRequested', another: more });
      expect(pane.what()).toEqual(['refresh theirs', 'refresh theirs', `signIn ${mode}`]);
      await pane.last('signIn').answer(succeeded(who));
      expect(pane.store.getState().signedIn).toEqual({ at: pane.now(), asAnother });
    },
  );
});

describe('a pane that returns from a sign-in', () => {
  it('shows the session that another pane has opened since, and opens no second one', async () => {
    const world = new PaneWorld();
    const [first, second] = [storeBench(kept, world), storeBench(kept, world)];
    for (const pane of [first, second]) await pane.ready();
    await second.tell({ kind: 'signInRequested', another: true });
    await first.tell({ kind: 'startRequested' });
    await first.last('open').answer(session('session-1'));
    expect(second.state().kind).toBe('signingIn');
    await second.last('signIn').answer(failed({ reason: 'windowBlocked', at: second.now() }));
    expect(second.state()).toMatchObject({ kind: 'open', session: { id: 'session-1' } });
    expect(second.store.getState().signInNotice).toMatchObject({ reason: 'windowBlocked' });
    await second.tell({ kind: 'startRequested' });
    expect(second.what()).toEqual(['signIn another']);
  });

  it('says that a session may have been opened by another pane that crashed', async () => {
    const world = new PaneWorld();
    const [first, second] = [storeBench(kept, world), storeBench(kept, world)];
    for (const pane of [first, second]) await pane.ready();
    await second.tell({ kind: 'signInRequested', another: true });
    await first.tell({ kind: 'startRequested' });
    await first.crash();
    await second.tell({ kind: 'cancelRequested' });
    expect(second.state()).toEqual({ kind: 'ready', account, workbook });
    expect(unconfirmedBy(second.store.getState().unconfirmed)).toBe('open');
  });

  it('takes over a session that it left to another pane, which is gone since', async () => {
    const { world, first, second } = await twoPanes(kept);
    await first.tell({ kind: 'signInRequested', another: true });
    await second.crash();
    await world.time.run(world.time.now + 120_000);
    await first.tell({ kind: 'cancelRequested' });
    expect(first.what()).toEqual(['signIn another', 'refresh session-1']);
    expect(first.state()).toMatchObject({ kind: 'open', unverifiedAfterMs: 120_000 });
  });

  it('with the account from before waits for the close of the session that was to be left', async () => {
    const pane = storeBench(kept);
    await pane.open();
    await pane.tell({ kind: 'signInRequested', another: true });
    await pane.last('signIn').answer(succeeded(account));
    expect(pane.state()).toMatchObject({ kind: 'closing', session: { id: 'session-1' } });
    await pane.last('close').answer(emptySuccess);
    expect(pane.state()).toMatchObject({
      kind: 'ready',
      ending: { kind: 'closed', session: { id: 'session-1' } },
    });
    expect(pane.what()).toEqual(['signIn another', 'close session-1']);
  });
});

describe('a change of accounts', () => {
  const attachedPane = async () => {
    const pane = storeBench(kept);
    await pane.ready();
    await pane.tell({ kind: 'attachRequested', sessionId: 'theirs' });
    await pane.refreshed();
    await pane.tell({ kind: 'signInRequested', another: true });
    return pane;
  };

  it('that the user cancels leaves an attached session as it was', async () => {
    const cancelled = await attachedPane();
    await cancelled.tell({ kind: 'cancelRequested' });
    const refused = await attachedPane();
    await refused.last('signIn').answer(failed({ reason: 'cancelled', at: 1 }));
    for (const pane of [cancelled, refused]) {
      expect(pane.state()).toMatchObject({
        kind: 'open',
        session: { id: 'theirs' },
        keepAlive: { kind: 'on' },
      });
      await pane.time.run(pane.time.now + 210_000);
      expect(pane.what().at(-1)).toBe('refresh theirs');
    }
  });

  it('keeps an attached session alive until the user has signed in, also if that fails', async () => {
    for (const reason of [
      'windowBlocked',
      'windowOpen',
      'declined',
      'personalAccount',
      'wrongTenant',
      'conditionalAccess',
      'timedOut',
    ] as const) {
      const pane = await attachedPane();
      expect(pane.last('signIn').what).toBe('signIn another');
      await pane.time.run(pane.time.now + 210_000);
      expect(pane.what().at(-1)).toBe('refresh theirs');
      await pane.refreshed();
      const notice = { reason, at: 1 };
      await pane.last('signIn').answer(failed(notice));
      expect(pane.state()).toMatchObject({ kind: 'open', session: { id: 'theirs' } });
      expect(pane.store.getState().signInNotice).toEqual(notice);
      await pane.tell({ kind: 'keepAliveSet', on: true });
      expect(pane.store.getState()).not.toHaveProperty('signInNotice');
    }
  });

  it('shows and stores no activity of the account before', async () => {
    const pane = await attachedPane();
    expect(pane.store.getState().activity).toHaveLength(1);
    await pane.last('signIn').answer(succeeded(alex));
    await pane.last('locate').answer(succeeded(workbook));
    expect(pane.store.getState().activity).toEqual([]);
    const asked = storeBench(kept);
    await asked.open();
    await asked.tell({ kind: 'refreshRequested' });
    await asked.last('refresh').answer(failed(failure({ kind: 'reauthenticate' })));
    await asked.tell({ kind: 'signInRequested', another: false });
    await asked.last('signIn').answer(succeeded(alex));
    expect(asked.store.getState().activity).toEqual([]);
  });

  it('sends nothing more for the account before: no late close, no repeated one', async () => {
    const pane = storeBench();
    await pane.ready();
    await pane.tell({ kind: 'startRequested' });
    await pane.tell({ kind: 'cancelRequested' });
    await pane.tell({ kind: 'signInRequested', another: true });
    await pane.last('signIn').answer(succeeded(alex));
    expect(pane.last('open').signal.aborted).toBe(true);
    const repeating = storeBench();
    await repeating.open();
    await repeating.tell({ kind: 'closeRequested' });
    await repeating.last('close').answer(failed(failure({ kind: 'retry', because: 'locked' })));
    await repeating.tell({ kind: 'signOutRequested' });
    await repeating.tell({ kind: 'signInRequested', another: false });
    await repeating.last('signOut').answer(emptySuccess);
    await repeating.last('signIn').answer(succeeded(alex));
    await repeating.world.time.run(repeating.world.time.now + 60_000);
    const closes = repeating.asked.filter(({ what }) => what.startsWith('close'));
    // The repetition is not sent any more.
    expect(closes.slice(1).map(({ signal }) => signal.aborted)).toEqual([true]);
  });

  it('goes on with an organization that the user enters while the session before is closed', () => {
    const core = reducerBench().open().tell({ kind: 'signInRequested', another: true });
    const requestKey = core.requestKey('signIn');
    const close = core.requestKey('close');
    core.tell({ kind: 'signInFailed', requestKey, failure: { reason: 'wrongTenant', at: noon } });
    expect(core.state.kind).toBe('closing');
    const organization = 'fabrikam.com';
    core.tell({ kind: 'signInRequested', another: false, organization });
    expect([core.state, core.effects]).toMatchObject([
      { kind: 'signingIn', organization, returnTo: { kind: 'closing' } },
      [{ kind: 'signIn', organization }],
    ]);
    core.tell({ kind: 'closed', requestKey: close });
    expect(core.state).toMatchObject({ kind: 'signingIn', returnTo: { kind: 'ready' } });
    const own = reducerBench().open().tell({ kind: 'closeRequested' });
    expect(own.tell({ kind: 'signInRequested', another: false, organization }).effects).toEqual([]);
  });
});
