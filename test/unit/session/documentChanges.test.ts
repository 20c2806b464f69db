import { describe, expect, it } from 'vitest';
import type { Bench } from './reducerBench';
import { account, reducerBench, failure, workbook } from './reducerBench';

const renamed = {
  ...workbook,
  name: 'Renamed.xlsx',
  address: 'https://contoso.sharepoint.com/sites/Finance/D/Renamed.xlsx',
};
const other = { ...renamed, itemId: '01OTHER', name: 'Other.xlsx' };
const seen = (found: typeof workbook, accountId = account.id) =>
  ({ kind: 'documentChanged', accountId, workbook: found }) as const;

describe('another address of Excel’s document', () => {
  it('of the same item renames the workbook, with or without a session', () => {
    expect(reducerBench().ready().tell(seen(renamed)).state).toMatchObject({
      kind: 'ready',
      workbook: renamed,
    });
    expect(reducerBench().open().tell(seen(renamed)).state).toMatchObject({
      kind: 'open',
      workbook: renamed,
    });
  });

  it('of another item replaces the workbook, or is shown beside an open session', () => {
    expect(reducerBench().ready().tell(seen(other)).state).toEqual({
      kind: 'ready',
      account,
      workbook: other,
    });
    const open = reducerBench().open().tell(seen(other));
    expect(open.state).toMatchObject({ kind: 'open', workbook, elsewhere: { name: 'Other.xlsx' } });
    expect(open.tell(seen(workbook)).state).not.toHaveProperty('elsewhere');
  });

  it('that was located for another account is ignored', () => {
    const core = reducerBench().ready();
    const before = core.state;
    expect(core.tell(seen(other, 'alex')).state).toBe(before);
    expect(reducerBench().signedIn().tell(seen(other)).state).toMatchObject({ kind: 'locating' });
  });
});

describe('Excel’s document', () => {
  const lost = (): Bench =>
    reducerBench()
      .open()
      .tell({ kind: 'refreshRequested' })
      .fails({ kind: 'ended', reason: 'expired' });
  const notStarted = (): Bench => {
    const core = reducerBench().ready().tell({ kind: 'startRequested' });
    return core.tell({
      kind: 'openFailed',
      requestKey: core.requestKey('open'),
      failure: failure({ kind: 'unknown' }),
    });
  };

  it('under another name keeps the ended session on the card; another document replaces the workbook if no session is open', () => {
    expect(lost().tell(seen(renamed)).state).toMatchObject({ kind: 'lost', workbook: renamed });
    expect(notStarted().tell(seen(renamed)).state).toMatchObject({
      kind: 'ready',
      workbook: renamed,
      ending: { kind: 'failed' },
    });
    expect(notStarted().tell(seen(other)).state).toEqual({
      kind: 'ready',
      account,
      workbook: other,
    });
    expect(lost().tell(seen({ ...renamed, driveId: 'b!other' })).state).toMatchObject({
      kind: 'lost',
      workbook,
    });
  });

  it('does not affect a pending request', () => {
    expect(
      reducerBench().ready().tell({ kind: 'startRequested' }).tell(seen(renamed)).state,
    ).toMatchObject({ kind: 'opening', workbook });
    expect(
      reducerBench().open().tell({ kind: 'closeRequested' }).tell(seen(renamed)).state,
    ).toMatchObject({ kind: 'closing', workbook });
  });

  it('that cannot have a session is shown beside an open session, which stays with its workbook', () => {
    const left = (accountId = account.id) =>
      ({ kind: 'documentUnsupported', accountId, name: 'Copy.xlsx' }) as const;
    const core = reducerBench().open().tell(left());
    expect(core.state).toMatchObject({ kind: 'open', workbook, elsewhere: { name: 'Copy.xlsx' } });
    expect(core.tell(seen(workbook)).state).not.toHaveProperty('elsewhere');
    expect(reducerBench().open().tell(left('alex')).state).not.toHaveProperty('elsewhere');
    expect(reducerBench().ready().tell(left()).state).toEqual({ kind: 'ready', account, workbook });
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
    expect(
      core.tell({ kind: 'signInFailed', requestKey: core.requestKey('signIn'), failure }).state,
    ).toEqual({ kind: 'noWorkbook', account, problem, notice: failure });
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
