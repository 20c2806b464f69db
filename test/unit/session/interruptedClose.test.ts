import { describe, expect, it } from 'vitest';
import { defaultChoices } from '../../../src/session/appState';
import type { Bench } from './reducerBench';
import { account, recordWith, reducerBench, workbook } from './reducerBench';

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

  it('is repeated before a sign-out that the user asks for meanwhile', () => {
    const core = reloadedWhileClosing();
    const requestKey = core.requestKey('locate');
    core.tell({ kind: 'signOutRequested' });
    expect([core.state.kind, core.effects]).toEqual(['resuming', []]);
    core.tell({ kind: 'located', requestKey, workbook, record });
    expect([core.state.kind, core.effects]).toMatchObject([
      'signedOut',
      [{ kind: 'close', sessionId: 'session-1' }, { kind: 'signOut' }],
    ]);
  });

  it('is repeated before a sign-out also where the workbook is not located', () => {
    const core = reloadedWhileClosing();
    const requestKey = core.requestKey('locate');
    core.tell({ kind: 'signOutRequested' });
    core.tell({ kind: 'notLocated', requestKey, problem: { reason: 'notFound' } });
    expect([core.state.kind, core.effects]).toMatchObject([
      'signedOut',
      [{ kind: 'close', sessionId: 'session-1' }, { kind: 'signOut' }],
    ]);
    const closeKey = core.requestKey('close');
    core.tell({ kind: 'closed', requestKey: closeKey });
    expect(core.appState.unconfirmed).toBeUndefined();
  });
});
