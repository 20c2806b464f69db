import { describe, expect, it } from 'vitest';
import type { Bench } from './support';
import { account, bench, failure, workbook } from './support';

const renamed = {
  ...workbook,
  name: 'Renamed.xlsx',
  address: 'https://contoso.sharepoint.com/sites/Finance/D/Renamed.xlsx',
};
const other = { ...renamed, itemId: '01OTHER', name: 'Other.xlsx' };
const seen = (found: typeof workbook, accountId = account.id) =>
  ({ kind: 'documentChanged', accountId, workbook: found }) as const;

describe('another address in Excel', () => {
  it('of the same item renames the workbook, session or not', () => {
    expect(bench().ready().tell(seen(renamed)).state).toMatchObject({
      kind: 'ready',
      workbook: renamed,
    });
    expect(bench().open().tell(seen(renamed)).state).toMatchObject({
      kind: 'open',
      workbook: renamed,
    });
  });

  it('of another item is taken over where nothing is open, and told where a session is', () => {
    expect(bench().ready().tell(seen(other)).state).toEqual({
      kind: 'ready',
      account,
      workbook: other,
    });
    const open = bench().open().tell(seen(other));
    expect(open.state).toMatchObject({ kind: 'open', workbook, elsewhere: { name: 'Other.xlsx' } });
    expect(open.tell(seen(workbook)).state).not.toHaveProperty('elsewhere');
  });

  it('that was found for somebody else says nothing', () => {
    const core = bench().ready();
    const before = core.state;
    expect(core.tell(seen(other, 'alex')).state).toBe(before);
    expect(bench().signedIn().tell(seen(other)).state).toMatchObject({ kind: 'locating' });
  });
});

describe('the workbook that Excel shows', () => {
  const lost = (): Bench =>
    bench().open().tell({ kind: 'refreshRequested' }).fails({ kind: 'ended', reason: 'expired' });
  const notStarted = (): Bench => {
    const core = bench().ready().tell({ kind: 'startRequested' });
    return core.tell({
      kind: 'openFailed',
      requestKey: core.requestKey('open'),
      failure: failure({ kind: 'unknown' }),
    });
  };

  it('under another name keeps what is told of its session; another one takes its place where none is open', () => {
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

  it('means nothing to a request under way', () => {
    expect(
      bench().ready().tell({ kind: 'startRequested' }).tell(seen(renamed)).state,
    ).toMatchObject({ kind: 'opening', workbook });
    expect(bench().open().tell({ kind: 'closeRequested' }).tell(seen(renamed)).state).toMatchObject(
      { kind: 'closing', workbook },
    );
  });

  it('may be one on which no session can be: an open session stays where it is, and that is told', () => {
    const left = (accountId = account.id) =>
      ({ kind: 'documentUnsupported', accountId, name: 'Copy.xlsx' }) as const;
    const core = bench().open().tell(left());
    expect(core.state).toMatchObject({ kind: 'open', workbook, elsewhere: { name: 'Copy.xlsx' } });
    expect(core.tell(seen(workbook)).state).not.toHaveProperty('elsewhere');
    expect(bench().open().tell(left('alex')).state).not.toHaveProperty('elsewhere');
    expect(bench().ready().tell(left()).state).toEqual({ kind: 'ready', account, workbook });
  });
});

describe('a wider permission', () => {
  const problem = { reason: 'sharedFile' } as const;
  const refused = () => {
    const core = bench().signedIn();
    return core.tell({ kind: 'notLocated', requestKey: core.requestKey('locate'), problem });
  };

  it('is asked for at a click, and the workbook looked for again', () => {
    const core = refused().tell({ kind: 'allFilesRequested' });
    expect(core.effects).toEqual([
      { kind: 'signIn', requestKey: core.requestKey('signIn'), mode: 'allFiles' },
    ]);
    core.tell({ kind: 'signedIn', requestKey: core.requestKey('signIn'), account });
    expect(core.effects).toMatchObject([{ kind: 'locate' }]);
  });

  it('that is not given leaves the person signed in, with the reason', () => {
    const core = refused().tell({ kind: 'allFilesRequested' });
    const failure = { reason: 'administratorConsent', at: core.now } as const;
    expect(
      core.tell({ kind: 'signInFailed', requestKey: core.requestKey('signIn'), failure }).state,
    ).toEqual({ kind: 'noWorkbook', account, problem, notice: failure });
  });

  it('that is given up leads back', () => {
    const core = refused();
    const before = core.state;
    expect(core.tell({ kind: 'allFilesRequested' }).tell({ kind: 'cancelRequested' }).state).toBe(
      before,
    );
  });
});

describe('another account', () => {
  it('that is not chosen after all leads back to the first one', () => {
    const core = bench().ready();
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

  it('closes the session that was opened, and leaves alone one that was taken over', () => {
    expect(bench().open().tell({ kind: 'signInRequested', another: true }).effects).toMatchObject([
      { kind: 'close' },
      { kind: 'signIn', mode: 'another' },
    ]);
    const taken = bench().ready().tell({ kind: 'attachRequested', sessionId: 'theirs' });
    taken.tell({ kind: 'refreshed', requestKey: taken.requestKey('refresh'), sentAt: taken.now });
    expect(taken.tell({ kind: 'signInRequested', another: true }).effects).toMatchObject([
      { kind: 'signIn', mode: 'another' },
    ]);
  });
});
