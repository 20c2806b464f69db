import { describe, expect, it } from 'vitest';
import { defaultChoices } from '../../../src/session/appState';
import { failed } from '../../../src/session/services';
import { PaneWorld } from './paneWorld';
import type { Bench } from './reducerBench';
import { account, recordWith, reducerBench, workbook } from './reducerBench';
import { reloadedIn, storeBench } from './storeBench';

const record = recordWith({ phase: 'closing' });

/** A pane that was reloaded while it closed the session; the user is signed in. */
function reloadedWhileClosing(): Bench {
  const core = reducerBench().tell({
    kind: 'started',
    known: { account, workbook },
    record,
    choices: defaultChoices,
  });
  return core.tell({ kind: 'signedIn', requestKey: core.requestKey('signIn'), account });
}

describe('a close that a reload interrupted', () => {
  it('is shown, and repeated once the workbook is located', () => {
    const core = reloadedWhileClosing();
    const { session } = record;
    expect(core.state).toMatchObject({ kind: 'resuming', shown: { kind: 'closing', session } });
    const requestKey = core.requestKey('locate');
    expect(core.tell({ kind: 'located', requestKey, workbook, record })).toMatchObject({
      state: { kind: 'closing', session },
      effects: [{ kind: 'close', sessionId: 'session-1' }],
    });
  });

  it('is not repeated where another pane has removed the record', () => {
    const core = reloadedWhileClosing();
    const requestKey = core.requestKey('locate');
    expect(core.tell({ kind: 'located', requestKey, workbook })).toMatchObject({
      state: { kind: 'ready' },
      effects: [],
    });
  });

  it('leaves a session that may be open where the workbook is not located', () => {
    const core = reloadedWhileClosing();
    const requestKey = core.requestKey('locate');
    core.tell({ kind: 'notLocated', requestKey, problem: { reason: 'notFound' } });
    expect(core.appState).toMatchObject({
      state: { kind: 'noWorkbook' },
      unconfirmed: { sessionId: 'session-1' },
    });
  });

  it('is repeated before a sign-out that the user asks for meanwhile, without the look-up', () => {
    const core = reloadedWhileClosing();
    const requestKey = core.requestKey('locate');
    core.tell({ kind: 'signOutRequested' });
    expect([core.state.kind, core.effects]).toMatchObject([
      'signedOut',
      [
        { kind: 'cancelRequest', requestKey },
        { kind: 'close', sessionId: 'session-1' },
        { kind: 'signOut' },
      ],
    ]);
    const closeKey = core.requestKey('close');
    core.tell({ kind: 'closed', requestKey: closeKey });
    expect(core.appState.unconfirmed).toBeUndefined();
  });

  it('is not repeated without a sign-in: a sign-out does not wait for it', async () => {
    const world = new PaneWorld();
    const before = storeBench({}, world);
    await before.open();
    await before.tell({ kind: 'closeRequested' });
    before.store.pageHidden();
    await before.crash();
    const pane = await reloadedIn(world, {});
    await pane.tell({ kind: 'signOutRequested' });
    await pane.last('signIn').answer(failed({ reason: 'interactionRequired', at: 0 }));
    expect(pane.what()).toEqual(['signIn silent', 'signOut adele']);
  });

  it('does not hold up a sign-in where the workbook is not located', () => {
    const core = reloadedWhileClosing();
    const requestKey = core.requestKey('locate');
    core.tell({ kind: 'signInRequested', another: false });
    core.tell({ kind: 'notLocated', requestKey, problem: { reason: 'notFound' } });
    expect([core.state.kind, core.effects]).toMatchObject(['signingIn', [{ kind: 'signIn' }]]);
  });
});
