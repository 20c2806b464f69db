import { describe, expect, it } from 'vitest';
import type { SignInReason } from '../../../src/session/failures';
import type { Bench } from './reducerBench';
import { account, reducerBench, failure, noon } from './reducerBench';

const refusal = (reason: SignInReason = 'windowBlocked') => ({ reason, at: noon });
const fails = (core: Bench, reason?: SignInReason): Bench =>
  core.tell({
    kind: 'signInFailed',
    requestKey: core.requestKey('signIn'),
    failure: refusal(reason),
  });

describe('the permission for all files', () => {
  const missing = (): Bench => {
    const core = reducerBench().signedIn();
    return core.tell({
      kind: 'notLocated',
      requestKey: core.requestKey('locate'),
      problem: { reason: 'sharedFile' },
    });
  };
  const wider = (core: Bench): Bench => core.tell({ kind: 'allFilesRequested' });

  it('is requested once the user agrees, and the workbook is located again', () => {
    const core = wider(missing());
    const requestKey = core.requestKey('signIn');
    expect(core.effects).toEqual([{ kind: 'signIn', requestKey, mode: 'allFiles' }]);
    expect(core.state).toMatchObject({ kind: 'signingIn', requestKey, allFiles: true });
    expect(core.tell({ kind: 'signedIn', requestKey, account }).effects).toMatchObject([
      { kind: 'locate' },
    ]);
  });

  it('that is not granted is shown beside its purpose', () => {
    const declined = fails(wider(missing()), 'administratorConsent');
    expect(declined.state).toEqual({
      kind: 'noWorkbook',
      account,
      problem: { reason: 'sharedFile' },
    });
    expect(declined.appState.signInNotice).toEqual(refusal('administratorConsent'));
    const unreachable = reducerBench().signedIn();
    const problem = {
      reason: 'noAccess',
      failure: failure({ kind: 'forbidden', need: 'permission' }),
    } as const;
    unreachable.tell({ kind: 'notLocated', requestKey: unreachable.requestKey('locate'), problem });
    expect(fails(wider(unreachable)).state).toEqual({ kind: 'noWorkbook', account, problem });
    const plain = reducerBench().ready();
    expect(fails(wider(plain), 'cancelled').state).toEqual({
      kind: 'noWorkbook',
      account,
      problem: { reason: 'sharedFile' },
    });
    const refused = reducerBench().ready().tell({ kind: 'startRequested' });
    const fault = failure({ kind: 'forbidden', need: 'sharedFile' });
    refused.tell({ kind: 'openFailed', requestKey: refused.requestKey('open'), failure: fault });
    expect(fails(wider(refused)).state).toEqual({
      kind: 'noWorkbook',
      account,
      problem: { reason: 'sharedFile', failure: fault },
    });
    const closed = reducerBench().open().tell({ kind: 'closeRequested' });
    closed.tell({
      kind: 'closeFailed',
      requestKey: closed.requestKey('close'),
      failure: failure({ kind: 'unknown' }),
    });
    expect(fails(wider(closed)).state).toEqual({
      kind: 'noWorkbook',
      account,
      problem: { reason: 'sharedFile' },
    });
  });

  it('changes nothing in other states', () => {
    expect(wider(reducerBench().open()).effects).toEqual([]);
    expect(wider(reducerBench()).effects).toEqual([]);
  });
});
