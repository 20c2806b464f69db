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
    expect(core.state).toMatchObject({ kind: 'signingIn', requestKey });
    expect(core.tell({ kind: 'signedIn', requestKey, account }).effects).toMatchObject([
      { kind: 'locate' },
    ]);
  });

  it('that is not granted leaves the screen before it, with the reason', () => {
    const declined = fails(wider(missing()), 'administratorConsent');
    expect(declined.state).toMatchObject({
      kind: 'noWorkbook',
      account,
      problem: { reason: 'sharedFile' },
    });
    expect(declined.appState.signInNotice).toEqual(refusal('administratorConsent'));
    // What was refused is known until the next sign-in.
    declined.tell({ kind: 'signInRequested', another: true });
    fails(declined, 'cancelled');
    expect(declined.appState.allFilesRefused).toBe(true);
    declined.tell({ kind: 'signInRequested', another: true });
    declined.tell({ kind: 'signedIn', requestKey: declined.requestKey('signIn'), account });
    expect(declined.appState.allFilesRefused).toBe(false);
    const unreachable = reducerBench().signedIn();
    const problem = {
      reason: 'noAccess',
      failure: failure({ kind: 'forbidden', need: 'permission' }),
    } as const;
    unreachable.tell({ kind: 'notLocated', requestKey: unreachable.requestKey('locate'), problem });
    expect(fails(wider(unreachable)).state).toMatchObject({ kind: 'noWorkbook', problem });
    // The workbook was found, and its screen stays.
    const refused = reducerBench().ready().tell({ kind: 'startRequested' });
    const fault = failure({ kind: 'forbidden', need: 'sharedFile' });
    refused.tell({ kind: 'openFailed', requestKey: refused.requestKey('open'), failure: fault });
    const { state } = refused;
    expect(fails(wider(refused), 'cancelled').state).toBe(state);
    expect(refused.appState.signInNotice).toEqual(refusal('cancelled'));
    expect(refused.appState.allFilesRefused).toBeUndefined();
    expect(wider(refused).tell({ kind: 'cancelRequested' }).state).toBe(state);
  });

  it('changes nothing in other states', () => {
    expect(wider(reducerBench().open()).effects).toEqual([]);
    expect(wider(reducerBench()).effects).toEqual([]);
  });
});
