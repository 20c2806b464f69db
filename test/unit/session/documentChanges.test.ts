import { describe, expect, it } from 'vitest';
import type { Bench } from './reducerBench';
import { account, documentShown, reducerBench, failure, workbook } from './reducerBench';

const renamed = {
  ...workbook,
  name: 'Renamed.xlsx',
  address: 'https://contoso.sharepoint.com/sites/Finance/D/Renamed.xlsx',
};
const other = { ...renamed, itemId: '01OTHER', name: 'Other.xlsx' };

const lost = (): Bench =>
  reducerBench()
    .open()
    .tell({ kind: 'refreshRequested' })
    .fails({ kind: 'ended', reason: 'expired' });
const starting = (): Bench => reducerBench().ready().tell({ kind: 'startRequested' });
const notStarted = (): Bench => {
  const core = starting();
  return core.tell({
    kind: 'openFailed',
    requestKey: core.requestKey('open'),
    failure: failure({ kind: 'unknown' }),
  });
};

describe('another address of Excel’s document', () => {
  it.each([
    ['ready', () => reducerBench().ready()],
    ['ready', notStarted],
    ['opening', starting],
    ['open', () => reducerBench().open()],
    ['closing', () => reducerBench().open().tell({ kind: 'closeRequested' })],
    ['lost', lost],
  ] as const)('of the same item renames the workbook (%s)', (kind, core) => {
    const { state, appState } = core().tell(documentShown(renamed));
    expect([state, appState.excelShows]).toMatchObject([{ kind, workbook: renamed }, null]);
  });

  it('of another item replaces the workbook if there is no session', () => {
    const ready = { kind: 'ready', account, workbook: other };
    expect(reducerBench().ready().tell(documentShown(other)).state).toEqual(ready);
    expect(notStarted().tell(documentShown(other)).state).toEqual(ready);
  });

  it.each([
    ['opening', starting],
    ['open', () => reducerBench().open()],
    ['closing', () => reducerBench().open().tell({ kind: 'closeRequested' })],
    ['lost', lost],
  ] as const)('of another item is kept beside the session until Excel returns (%s)', (kind, of) => {
    for (const document of [other, 'Copy.xlsx']) {
      const core = of().tell(documentShown(document));
      const name = typeof document === 'string' ? document : document.name;
      expect([core.state, core.appState.excelShows]).toMatchObject([{ kind, workbook }, { name }]);
      expect(core.tell(documentShown(workbook)).appState.excelShows).toBeNull();
    }
  });

  it('that cannot have a session is looked up if there is no session', () => {
    const core = reducerBench().ready().tell(documentShown('Copy.xlsx'));
    expect([core.state.kind, core.effects]).toMatchObject(['locating', [{ kind: 'locate' }]]);
  });

  it('that was looked up for another account is ignored', () => {
    for (const core of [reducerBench().ready(), reducerBench().open()]) {
      const before = core.appState;
      expect(core.tell(documentShown(other, 'alex')).appState).toBe(before);
    }
  });

  it('replaces the workbook that was located meanwhile', () => {
    const core = reducerBench().signedIn();
    const requestKey = core.requestKey('locate');
    core.tell(documentShown(other)).tell({ kind: 'located', requestKey, workbook });
    expect(core.state).toEqual({ kind: 'ready', account, workbook: other });
  });

  it('replaces the workbook that a cancelled sign-in returns to', () => {
    const core = reducerBench().ready().tell({ kind: 'signInRequested', another: true });
    core.tell(documentShown(other)).tell({ kind: 'cancelRequested' });
    expect(core.state).toEqual({ kind: 'ready', account, workbook: other });
    core.tell({ kind: 'signInRequested', another: true }).tell(documentShown('Copy.xlsx'));
    expect(core.tell({ kind: 'cancelRequested' }).effects).toMatchObject([
      { kind: 'cancelRequest' },
      { kind: 'findRecord' },
      { kind: 'locate' },
    ]);
  });

  it('is asked of Excel again for another account', () => {
    const core = reducerBench().open().tell(documentShown(other));
    core.tell({ kind: 'signInRequested', another: true });
    const requestKey = core.requestKey('signIn');
    core.tell({ kind: 'signedIn', requestKey, account: { ...account, id: 'alex' } });
    expect([core.state.kind, core.appState.excelShows]).toEqual(['locating', null]);
  });

  it('is asked of Excel at once when the look-up of the one before fails', () => {
    const core = reducerBench().signedIn();
    const requestKey = core.requestKey('locate');
    const problem = { reason: 'unknown', failure: failure({ kind: 'retry' }) } as const;
    core.tell(documentShown(other)).tell({ kind: 'notLocated', requestKey, problem });
    expect(core.effects).toMatchObject([{ kind: 'locate', known: null, link: null }]);
    const again = core.requestKey('locate');
    const third = { ...workbook, itemId: '03' };
    core.tell({ kind: 'located', requestKey: again, workbook: third });
    expect(core.state).toMatchObject({ kind: 'ready', workbook: third });
  });

  /** A pane that resumes; a click on Start session is held, and then Excel shows this document. */
  const resumed = (document: typeof workbook): Bench => {
    const core = reducerBench();
    const { choices } = core.appState;
    core.tell({ kind: 'started', known: { account, workbook }, choices });
    core.tell({ kind: 'signedIn', requestKey: core.requestKey('signIn'), account });
    const requestKey = core.requestKey('locate');
    core.tell({ kind: 'startRequested' }).tell(documentShown(document));
    return core.tell({ kind: 'located', requestKey, workbook });
  };

  it('while the pane resumes drops a click on Start session, which was for the shown workbook', () => {
    const { state, effects } = resumed(other);
    expect([state, effects]).toMatchObject([
      { kind: 'ready', account, workbook: other },
      [{ kind: 'findRecord' }],
    ]);
    expect(resumed(renamed).state).toMatchObject({ kind: 'opening', workbook: renamed });
  });
});

describe('the permission for all files', () => {
  const problem = { reason: 'sharedFile' } as const;
  const refused = () => {
    const core = reducerBench().signedIn();
    return core.tell({ kind: 'notLocated', requestKey: core.requestKey('locate'), problem });
  };

  it('is requested on a click, and the workbook is located again', () => {
    const core = refused().tell({ kind: 'allFilesRequested' });
    expect(core.effects).toEqual([
      { kind: 'signIn', requestKey: core.requestKey('signIn'), mode: 'allFiles' },
    ]);
    core.tell({ kind: 'signedIn', requestKey: core.requestKey('signIn'), account });
    expect(core.effects).toMatchObject([{ kind: 'locate' }]);
  });

  it('leaves the user signed in if it is not granted, and shows the reason', () => {
    const core = refused().tell({ kind: 'allFilesRequested' });
    const failure = { reason: 'administratorConsent', at: core.now } as const;
    core.tell({ kind: 'signInFailed', requestKey: core.requestKey('signIn'), failure });
    expect(core.state).toMatchObject({ kind: 'noWorkbook', account, problem });
    expect(core.appState.signInNotice).toEqual(failure);
  });

  it('returns to the screen before it if the user cancels', () => {
    const core = refused();
    const before = core.state;
    expect(core.tell({ kind: 'allFilesRequested' }).tell({ kind: 'cancelRequested' }).state).toBe(
      before,
    );
  });
});

describe('another account', () => {
  it('that is not chosen returns to the first account', () => {
    const core = reducerBench().ready();
    const before = core.state;
    core.tell({ kind: 'signInRequested', another: true });
    expect(
      core.tell({
        kind: 'signInFailed',
        requestKey: core.requestKey('signIn'),
        failure: { reason: 'cancelled', at: core.now },
      }).state,
    ).toBe(before);
  });

  it('closes a session that the pane opened, but not an attached one', () => {
    expect(
      reducerBench().open().tell({ kind: 'signInRequested', another: true }).effects,
    ).toMatchObject([{ kind: 'close' }, { kind: 'signIn', mode: 'another' }]);
    const taken = reducerBench().ready().tell({ kind: 'attachRequested', sessionId: 'theirs' });
    taken.tell({ kind: 'refreshed', requestKey: taken.requestKey('refresh'), sentAt: taken.now });
    expect(taken.tell({ kind: 'signInRequested', another: true }).effects).toMatchObject([
      { kind: 'signIn', mode: 'another' },
    ]);
  });
});
