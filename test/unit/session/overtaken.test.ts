import { describe, expect, it } from 'vitest';
import { defaultChoices } from '../../../src/session/appState';
import type { UserAction } from '../../../src/session/userAction';
import { alive, stores } from './peerBench';
import { messages } from '../../../src/locales/en/index';
import { announcementOf } from '../../../src/ui/hooks/announcements';
import { account, documentShown, recordWith, reducerBench, workbook } from './reducerBench';
import type { Bench } from './reducerBench';

const attach = { kind: 'attachRequested', sessionId: 'ours' } as const;
const start = { kind: 'startRequested' } as const;

/** Another pane opens a session that saves, while this one does what its user asked for. */
function overtaken(asked: UserAction, persistChanges = true): Bench {
  const core = reducerBench({ persistChanges }).ready().tell(asked).pass(1_000);
  return stores(core, { session: alive(core.now, { id: 'theirs', openedAt: core.now }) });
}

describe('the session of another pane, where the user asked for', () => {
  it('one of another kind on the document that Excel shows since, is told once: by its message bar', () => {
    const core = reducerBench({ persistChanges: false }).open();
    core.tell({ kind: 'refreshRequested' }).fails({ kind: 'ended', reason: 'expired' });
    const copy = { ...workbook, itemId: '01COPY' };
    core.tell(documentShown(copy)).pass(1_000).tell(start);
    const asked = core.effects.find((effect) => effect.kind === 'findRecord');
    const before = core.appState;
    const session = alive(core.now, { id: 'theirs', openedAt: core.now });
    const record = recordWith({ workbook: copy, session, seenAt: core.now });
    const { requestKey = 0, mode } = asked ?? {};
    core.tell({ kind: 'recordFound', requestKey, record, isLive: true, ...(mode && { mode }) });
    expect(core.state).toMatchObject({ kind: 'open', overtook: true });
    expect(announcementOf(before, core.appState, messages)).toBeUndefined();
  });

  it('one of another kind, is marked until the user has dismissed that', () => {
    const core = overtaken(start, false);
    expect(core.state).toMatchObject({ kind: 'open', session: { id: 'theirs' }, overtook: true });
    core.tell({ kind: 'refreshRequested' });
    core.tell({ kind: 'refreshed', requestKey: core.requestKey('refresh'), sentAt: core.now });
    expect(core.state).toMatchObject({ overtook: true });
    core.tell({ kind: 'dismissed' });
    expect(core.state.kind).toBe('open');
    expect(core.state).not.toHaveProperty('overtook');
  });

  it('another session, is marked; the same one is not', () => {
    expect(overtaken(attach).state).toMatchObject({ kind: 'open', overtook: true });
    expect(overtaken({ ...attach, sessionId: 'theirs' }).state).not.toHaveProperty('overtook');
  });

  it('a session like it, or for none, is not marked', () => {
    const core = reducerBench().ready().pass(1_000);
    stores(core, { session: alive(core.now, { id: 'theirs', openedAt: core.now }) });
    for (const { state } of [overtaken(start), core]) {
      expect(state).toMatchObject({ kind: 'open', session: { id: 'theirs' } });
      expect(state).not.toHaveProperty('overtook');
    }
  });

  it('none, but shows one of its own, is marked', () => {
    const core = reducerBench().open().pass(1_000);
    stores(core, { session: alive(core.now, { id: 'theirs', openedAt: core.now }) });
    expect(core.state).toMatchObject({ session: { id: 'theirs' }, overtook: true });
  });

  it('one on the document that Excel shows since, is marked if it is of another kind', () => {
    for (const persistChanges of [true, false]) {
      const core = reducerBench({ persistChanges }).ready().tell(start);
      const requestKey = core.requestKey('open');
      const copy = { ...workbook, itemId: '01COPY' };
      const excelShows = { name: copy.name, workbook: copy };
      core.tell({ kind: 'documentChanged', accountId: account.id, document: excelShows });
      const record = recordWith({ workbook: copy, seenAt: core.now });
      core.tell({
        kind: 'openDiverted',
        requestKey,
        record,
        isLive: true,
      });
      expect(core.state).toMatchObject({ kind: 'open', workbook: { itemId: '01COPY' } });
      expect('overtook' in core.state).toBe(!persistChanges);
    }
  });

  it('one of another kind while the pane was reloaded, is marked', () => {
    const opensMeanwhile = (asked: UserAction, persistChanges: boolean): Bench => {
      const choices = { ...defaultChoices, persistChanges };
      const known = { account, workbook };
      const core = reducerBench().tell({ kind: 'started', known, choices });
      const requestKey = core.requestKey('signIn');
      core.tell(asked).tell({ kind: 'signedIn', requestKey, account }).pass(1_000);
      const session = alive(core.now, { id: 'theirs', openedAt: core.now });
      const record = recordWith({ session, seenAt: core.now });
      const lookUp = core.requestKey('locate');
      return core.tell({ kind: 'located', requestKey: lookUp, workbook, record, isLive: true });
    };
    for (const core of [opensMeanwhile(start, false), opensMeanwhile(attach, true)]) {
      expect(core.state).toMatchObject({ kind: 'open', session: { id: 'theirs' }, overtook: true });
    }
    expect(opensMeanwhile(start, true).state).not.toHaveProperty('overtook');
  });
});
