import { describe, expect, it } from 'vitest';
import { isUserNeeded } from '../../../src/session/evidence';
import type { Failure } from '../../../src/session/failures';
import { failed, succeeded } from '../../../src/session/services';
import type { Account } from '../../../src/session/state';
import { account, documentShown, failure, reducerBench, workbook } from './reducerBench';
import type { Bench } from './reducerBench';
import { aborted, emptySuccess, session, signOut, storeBench, twoPanes } from './storeBench';

const refused = failure({ kind: 'reauthenticate' });
const noToken = failure({ kind: 'reauthenticate' }, { signIn: 'interactionRequired' });
const copy = { ...workbook, itemId: '01COPY', address: `${workbook.address}2` };

function refuse(core: Bench, because: Failure): void {
  core.tell({ kind: 'closeFailed', requestKey: core.requestKey('close'), failure: because });
}

function signIn(core: Bench, as: Account = account): void {
  core.tell({ kind: 'signInRequested', another: false });
  core.tell({ kind: 'signedIn', requestKey: core.requestKey('signIn'), account: as });
}

const closing = (): Bench => reducerBench().open().tell({ kind: 'closeRequested' });

/** True if the pane offers to sign in and close the session. */
function offersSignIn({ state }: Bench): boolean {
  return state.kind === 'ready' && state.ending?.kind === 'closed' && isUserNeeded(state.ending);
}

describe('a close that requires the user', () => {
  it.each([refused, noToken])('is repeated once the user has signed in', (because) => {
    const core = closing();
    refuse(core, because);
    expect(offersSignIn(core)).toBe(true);
    const renewed = { ...account };
    signIn(core, renewed);
    expect(core.state.kind === 'closing' && core.state.account).toBe(renewed);
    expect(core.effects).toMatchObject([{ kind: 'close', workbook, sessionId: 'session-1' }]);
  });

  it.each([refused, noToken])('asks for it once only', (because) => {
    const core = closing();
    refuse(core, because);
    signIn(core);
    refuse(core, because);
    expect(offersSignIn(core)).toBe(false);
    signIn(core);
    expect(core.state.kind).toBe('locating');
  });

  it('is not sent for another account', () => {
    const core = closing();
    refuse(core, refused);
    signIn(core, { ...account, id: 'another' });
    expect([core.state.kind, core.effects]).toMatchObject(['locating', [{ kind: 'locate' }]]);
  });

  it('is sent to its own workbook, also if Excel shows another one since', () => {
    for (const isBefore of [true, false]) {
      const core = closing();
      const requestKey = core.requestKey('close');
      if (isBefore) core.tell(documentShown(copy));
      core.tell({ kind: 'closeFailed', requestKey, failure: refused });
      if (!isBefore) core.tell(documentShown(copy));
      signIn(core);
      const { itemId } = workbook;
      expect(core.effects).toMatchObject([{ kind: 'close', workbook: { itemId } }]);
      core.tell({ kind: 'closed', requestKey: core.requestKey('close') });
      expect(core.state).toMatchObject({ kind: 'ready', workbook: { itemId: '01COPY' } });
    }
  });

  it('that the user dismisses gives way to the workbook that Excel shows', () => {
    const core = closing();
    refuse(core, refused);
    core.tell(documentShown(copy)).tell({ kind: 'dismissed' });
    expect(core.state).toMatchObject({ kind: 'ready', workbook: { itemId: '01COPY' } });
  });

  it('and succeeds then shows that the account reaches the file', () => {
    const core = closing();
    refuse(core, refused);
    signIn(core);
    expect(core.appState.signedIn).toBeDefined();
    core.tell({ kind: 'closed', requestKey: core.requestKey('close') });
    expect(core.appState.signedIn).toBeUndefined();
  });

  it('after a change of accounts that ended with the same one does not ask again', () => {
    const core = reducerBench().open().tell({ kind: 'signInRequested', another: true });
    const requestKey = core.requestKey('close');
    core.tell({ kind: 'signedIn', requestKey: core.requestKey('signIn'), account });
    core.tell({ kind: 'closeFailed', requestKey, failure: refused });
    expect(core.state).toMatchObject({ kind: 'ready', ending: { kind: 'closed' } });
    expect(offersSignIn(core)).toBe(false);
  });

  it('leaves the record of a session that another pane has started since', async () => {
    const { world, first, second } = await twoPanes();
    await first.tell({ kind: 'closeRequested' });
    await first.last('close').answer(failed(refused));
    await second.last('close').answer(failed(refused));
    await first.tell({ kind: 'signInRequested', another: false });
    await second.tell({ kind: 'startRequested' });
    await second.last('open').answer(session('session-2'));
    const isKept = () =>
      expect(world.stored()).toMatchObject([{ phase: 'open', session: { id: 'session-2' } }]);
    await first.last('signIn').answer(succeeded(account));
    isKept();
    await first.last('close').answer(emptySuccess);
    isKept();
    expect(first.state()).toMatchObject({ kind: 'open', session: { id: 'session-2' } });
  });
});

describe('a sign-out', () => {
  it('says that the session may be open if its close failed or was not answered', async () => {
    for (const answer of [failed(failure({ kind: 'retry' })), aborted]) {
      const core = storeBench();
      await core.open();
      await core.tell(signOut);
      await core.last('close').answer(answer);
      expect(core.state()).toEqual({ kind: 'signedOut', notice: 'leftOpen' });
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
    for (const core of [pending, waiting, opening]) {
      expect(core.state()).toEqual({ kind: 'signedOut', notice: 'leftOpen' });
    }
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

  it('says it also after a sign-in that was cancelled, whenever the close is answered', async () => {
    for (const isLate of [true, false]) {
      const core = storeBench();
      await core.open();
      await core.tell(signOut);
      if (!isLate) await core.last('close').answer(aborted);
      await core.tell({ kind: 'signInRequested', another: false });
      if (isLate) await core.last('close').answer(aborted);
      await core.tell({ kind: 'cancelRequested' });
      expect(core.state()).toEqual({ kind: 'signedOut', notice: 'leftOpen' });
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
      expect(core.effects.at(-1)).toMatchObject({
        kind: 'signOut',
        leaving: certain ? null : { workbook, sessionId: 'session-1' },
      });
    }
  });
});
