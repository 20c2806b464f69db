import { describe, expect, it } from 'vitest';
import { failed, succeeded } from '../../../src/session/services';
import {
  account,
  documentShown,
  failure,
  reducerBench,
  unconfirmedBy,
  workbook,
} from './reducerBench';
import {
  aborted,
  arrives,
  emptySuccess,
  session,
  signOut,
  storeBench,
  twoPanes,
  unclosed,
} from './storeBench';
import type { StoreBench } from './storeBench';

const refused = failure({ kind: 'reauthenticate' });
const noToken = failure({ kind: 'reauthenticate' }, { signIn: 'interactionRequired' });
const copy = { ...workbook, itemId: '01COPY', address: `${workbook.address}2` };
const signIn = { kind: 'signInRequested', another: false } as const;

/** The user signs in, and the workbook is found. */
async function signsIn(core: StoreBench, as = account): Promise<void> {
  await core.tell(signIn);
  await arrives(core, as);
}

/** The screen, and which request has left a session that may be open. */
const told = (core: StoreBench): unknown => [
  core.state().kind,
  unconfirmedBy(core.store.getState().unconfirmed),
];

const asksForSignIn = { kind: 'ready', ending: { kind: 'closed', needsUser: true } };

describe('a close that requires the user', () => {
  it.each([refused, noToken])('is repeated once the user has signed in', async (because) => {
    const core = await unclosed(because);
    expect(core.state()).toMatchObject(asksForSignIn);
    await signsIn(core);
    expect(core.state()).toMatchObject({ kind: 'closing', account });
    expect(core.what().at(-1)).toBe('close session-1');
    await core.last('close').answer(emptySuccess);
    expect(core.state()).toMatchObject({ kind: 'ready', ending: { kind: 'closed' } });
    expect(core.state()).not.toHaveProperty('ending.failure');
    expect(core.world.stored()).toEqual([]);
    expect(core.store.getState().signedIn).toBeUndefined();
  });

  it.each([refused, noToken])('asks for it once only', async (because) => {
    const core = await unclosed(because);
    await signsIn(core);
    await core.last('close').answer(failed(because));
    expect(core.state()).toMatchObject({ kind: 'ready', ending: { kind: 'closed' } });
    expect(core.state()).not.toHaveProperty('ending.needsUser');
    expect(core.world.stored()).toEqual([]);
  });

  it('is repeated at the next start, too', async () => {
    const core = await unclosed();
    await core.crash();
    const next = storeBench({}, core.world);
    await next.start();
    expect(next.what()).toContain('close session-1');
  });

  it('waits for its own account', async () => {
    const core = await unclosed();
    await signsIn(core, { ...account, id: 'another' });
    expect(core.state().kind).toBe('ready');
    expect(core.what().filter((what) => what.startsWith('close'))).toEqual([]);
    expect(core.world.stored()).toMatchObject([{ accountId: account.id, phase: 'closing' }]);
  });

  it.each([{ kind: 'dismissed' }, documentShown(copy)] as const)(
    'is forgotten once the user dismisses it, or works in another workbook',
    async (event) => {
      const core = await unclosed();
      expect(core.world.stored()).toMatchObject([{ phase: 'closing' }]);
      await core.tell(event);
      expect(core.state()).not.toHaveProperty('ending.needsUser');
      expect(core.world.stored()).toEqual([]);
    },
  );

  it('after a change of accounts that ended with the same one does not ask again', async () => {
    const core = storeBench();
    await core.open();
    await core.tell({ kind: 'signInRequested', another: true });
    await core.last('signIn').answer(succeeded(account));
    await core.last('close').answer(failed(refused));
    expect(core.state()).toMatchObject({ kind: 'ready', ending: { kind: 'closed' } });
    expect(core.state()).not.toHaveProperty('ending.needsUser');
  });

  it('is told to the other panes once it is confirmed', async () => {
    const { first, second } = await twoPanes();
    await first.tell({ kind: 'closeRequested' });
    await first.last('close').answer(failed(refused));
    await second.last('close').answer(failed(refused));
    expect([first.state(), second.state()]).toMatchObject([asksForSignIn, asksForSignIn]);
    await signsIn(first);
    await first.last('close').answer(emptySuccess);
    for (const { state } of [first, second]) {
      expect(state()).toMatchObject({ kind: 'ready', ending: { kind: 'closed' } });
      expect(state()).not.toHaveProperty('ending.failure');
    }
  });

  it('gives way to a session that another pane has started since', async () => {
    const { world, first, second } = await twoPanes();
    await first.tell({ kind: 'closeRequested' });
    await first.last('close').answer(failed(refused));
    await second.last('close').answer(failed(refused));
    await first.tell(signIn);
    await second.tell({ kind: 'startRequested' });
    await second.last('open').answer(session('session-2'));
    await first.last('signIn').answer(succeeded(account));
    await first.last('locate').answer(succeeded(workbook));
    expect(first.state()).toMatchObject({ kind: 'open', session: { id: 'session-2' } });
    expect(world.stored()).toMatchObject([{ phase: 'open', session: { id: 'session-2' } }]);
  });
});

describe('a sign-out', () => {
  it('says that the session may be open if its close failed or was not answered', async () => {
    for (const answer of [failed(refused), aborted]) {
      const core = storeBench();
      await core.open();
      await core.tell(signOut);
      if (answer === aborted) await core.time.run(core.time.now + 3_000);
      await core.last('close').answer(answer);
      expect(told(core)).toEqual(['signedOut', 'close']);
      expect(core.what()).toEqual(['close session-1', 'signOut adele']);
    }
  });

  it('says so of a close that was under way, of one that waits, and of an unclear opening', async () => {
    const pending = storeBench();
    await pending.open();
    await pending.tell({ kind: 'closeRequested' });
    await pending.tell(signOut);
    await pending.last('close').answer(failed(refused));
    const waiting = storeBench();
    await waiting.open();
    await waiting.tell({ kind: 'closeRequested' });
    const notBefore = waiting.now() + 120_000;
    await waiting.last('close').answer(failed(failure({ kind: 'retry' }, { notBefore })));
    await waiting.tell(signOut);
    await waiting.time.run(waiting.time.now + 3_000);
    expect(waiting.last('close').signal.aborted).toBe(true);
    await waiting.last('close').answer(aborted);
    const opening = storeBench();
    await opening.ready();
    await opening.tell({ kind: 'startRequested' });
    await opening.tell(signOut);
    await opening.last('open').answer(aborted);
    for (const core of [pending, waiting]) expect(told(core)).toEqual(['signedOut', 'close']);
    expect(told(opening)).toEqual(['signedOut', 'open']);
  });

  it('says nothing of a session that was closed, that had ended, or that was not opened', async () => {
    const closed = storeBench();
    await closed.open();
    await closed.tell({ kind: 'closeRequested' });
    await closed.tell(signOut);
    await closed.last('close').answer(emptySuccess);
    const ended = storeBench();
    await ended.open();
    await ended.tell(signOut);
    await ended.last('close').answer(failed(failure({ kind: 'ended', reason: 'notFound' })));
    const opening = storeBench();
    await opening.ready();
    await opening.tell({ kind: 'startRequested' });
    await opening.tell(signOut);
    const denied = failure({ kind: 'forbidden', need: 'editRight' });
    await opening.last('open').answer(failed(denied));
    for (const core of [closed, ended, opening]) {
      expect(core.state()).toEqual({ kind: 'signedOut', notice: 'signedOut' });
    }
  });

  it('repeats a close that may be repeated until it signs out', async () => {
    const core = storeBench();
    await core.open();
    await core.tell(signOut);
    await core.last('close').answer(failed(failure({ kind: 'retry' })));
    await core.time.run(core.time.now + 2_000);
    expect(core.what()).toEqual(['close session-1', 'close session-1']);
    await core.last('close').answer(emptySuccess);
    expect(told(core)).toEqual(['signedOut', undefined]);
    expect(core.what().at(-1)).toBe('signOut adele');
  });

  it('says it also after a sign-in that was cancelled, whenever the close is answered', async () => {
    for (const isLate of [true, false]) {
      const core = storeBench();
      await core.open();
      await core.tell(signOut);
      if (!isLate) await core.last('close').answer(failed(refused));
      await core.tell({ kind: 'signInRequested', another: false });
      if (isLate) await core.last('close').answer(failed(refused));
      await core.tell({ kind: 'cancelRequested' });
      expect(told(core)).toEqual(['signedOut', 'close']);
    }
  });

  it('waits for what a create request opens also while the user signs in again', async () => {
    const core = storeBench();
    await core.ready();
    await core.tell({ kind: 'startRequested' });
    await core.tell(signOut);
    await core.tell({ kind: 'signInRequested', another: false });
    expect(core.last('open').signal.aborted).toBe(false);
    await core.last('open').answer(session('late'));
    expect(core.what()).toContain('close late');
  });

  it('says it also after the user has closed the sign-in window', async () => {
    const core = storeBench();
    await core.open();
    await core.tell(signOut);
    await core.tell(signIn);
    await core.last('close').answer(failed(refused));
    await core.last('signOut').answer(undefined);
    await core.last('signIn').answer(failed({ reason: 'cancelled', at: core.now() }));
    expect(told(core)).toEqual(['signedOut', 'close']);
  });

  it('leaves a close that waits to the same user who signs in again', async () => {
    const core = storeBench();
    await core.open();
    await core.tell({ kind: 'closeRequested' });
    const notBefore = core.now() + 30_000;
    await core.last('close').answer(failed(failure({ kind: 'retry' }, { notBefore })));
    await core.tell(signOut);
    await core.tell(signIn);
    await core.last('signOut').answer(undefined);
    await arrives(core);
    await core.time.run(core.time.now + 31_000);
    expect(core.what().filter((what) => what.startsWith('close'))).toHaveLength(2);
    expect(core.last('close').signal.aborted).toBe(false);
  });

  it('ends also a close that began during it, and says so', async () => {
    const core = storeBench();
    await core.ready();
    await core.tell({ kind: 'startRequested' });
    await core.tell(signOut);
    await core.last('open').answer(session('late'));
    const notBefore = core.now() + 120_000;
    await core.last('close').answer(failed(failure({ kind: 'retry' }, { notBefore })));
    await core.time.run(core.time.now + 12_000);
    expect(core.what()).not.toContain('signOut adele');
    await core.time.run(core.time.now + 1_000);
    await core.last('close').answer(aborted);
    expect(told(core)).toEqual(['signedOut', 'close']);
  });

  it('says so of a close that was not confirmed, and of a start without a usable answer', async () => {
    const closing = await unclosed();
    const starting = storeBench();
    await starting.ready();
    await starting.tell({ kind: 'startRequested' });
    await starting.last('open').answer(aborted);
    const refusing = storeBench();
    await refusing.ready();
    await refusing.tell({ kind: 'startRequested' });
    const denied = failure({ kind: 'forbidden', need: 'editRight' });
    await refusing.last('open').answer(failed(denied));
    for (const core of [closing, starting, refusing]) await core.tell(signOut);
    expect([closing, starting, refusing].map(told)).toEqual([
      ['signedOut', 'close'],
      ['signedOut', 'open'],
      ['signedOut', undefined],
    ]);
  });

  it('says it also to the user who signs in before the close is answered', async () => {
    const core = storeBench();
    await core.open();
    await core.tell(signOut);
    await core.tell(signIn);
    await core.last('close').answer(failed(refused));
    await core.last('signOut').answer(undefined);
    await arrives(core);
    expect(told(core)).toEqual(['ready', 'close']);
    await core.tell({ kind: 'unconfirmedDismissed' });
    expect(told(core)).toEqual(['ready', undefined]);
  });

  it('does not hide why the next sign-in failed', async () => {
    const core = storeBench();
    await core.open();
    await core.tell(signOut);
    await core.tell({ kind: 'signInRequested', another: false });
    await core.last('signOut').answer(undefined);
    const notice = { reason: 'declined', at: core.now() } as const;
    await core.last('signIn').answer(failed(notice));
    await core.last('close').answer(aborted);
    expect(core.state()).toEqual({ kind: 'signedOut', notice });
  });

  it('closes a session that is being replaced only if its end is presumed', () => {
    for (const certain of [true, false]) {
      const core = reducerBench().open().pass(299_000).tell({ kind: 'refreshRequested' });
      core.fails({ kind: 'recreate', certain });
      expect(core.state.kind).toBe('opening');
      core.tell(signOut);
      const closed = { kind: 'close', workbook, sessionId: 'session-1', leftBy: account };
      const sent = core.effects.filter(({ kind }) => kind !== 'cancelRequest');
      expect(sent).toMatchObject([...(certain ? [] : [closed]), { kind: 'signOut', account }]);
    }
  });
});

describe('the close of a sign-out', () => {
  it('that is given up between two attempts tells the answer to the first one', async () => {
    for (const answer of [
      failure({ kind: 'retry', because: 'locked' }, { code: 'locked423', status: 423 }),
      failure({ kind: 'unknown' }, { code: 'network' }),
    ]) {
      const core = storeBench();
      await core.open();
      await core.tell(signOut);
      await core.last('close').answer(failed({ ...answer, at: core.now() }));
      for (let tenths = 0; tenths < 60; tenths += 1) {
        await core.time.run(core.time.now + 100);
        if (core.last('close').signal.aborted) await core.last('close').answer(aborted);
      }
      expect(core.store.getState().unconfirmed?.failure?.code).toBe(answer.code);
    }
  });

  it('ends with the next sign-in: the start that follows does not wait for it', async () => {
    const core = storeBench();
    await core.open();
    await core.tell(signOut);
    const close = core.last('close');
    await core.tell(signIn);
    await core.last('signOut').answer(undefined);
    expect(close.signal.aborted).toBe(true);
    await close.answer(aborted);
    await arrives(core);
    await core.tell({ kind: 'startRequested' });
    expect(core.what()).toContain('open');
  });
});
