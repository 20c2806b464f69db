import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../src/session/failures';
import { afterFailedStart, afterWorkbook, anotherMayHelp } from '../../../src/ui/workspace/nextActions';
import type { Answered } from './answers';
import { bare, codes, failureOf, noToken, strange, unanswered } from './answers';
import type { Bench } from './support';
import { account, bench, failure, workbook } from './support';

const minuteMs = 60_000;

/** A start that is answered so; what comes of it. */
async function starting(heart: Bench, answer: Answered, more: Partial<Failure> = {}): Promise<Bench> {
  heart.tell({ kind: 'startRequested' });
  return heart.tell({ kind: 'openFailed', run: heart.run('open'), failure: { ...(await failureOf(answer, 'open', heart.now)), ...more } });
}
const failedStart = ({ state }: Bench): Failure => {
  if (state.kind !== 'ready' || state.ending?.kind !== 'failed') throw new Error(`not a failed start, but ${state.kind}`);
  return state.ending.failure;
};
const signInAgain = (heart: Bench, as = account): Bench => {
  heart.tell({ kind: 'signInRequested', another: as.id !== account.id });
  heart.tell({ kind: 'signedIn', run: heart.run('signIn'), account: as });
  return heart;
};

describe('a remedy that has just failed', () => {
  const refusal = codes(401, 'FileOpenUserUnauthorized', 'unauthorizedUncategorized', 'FileOpenUserUnauthorized');

  it('is not offered first again: a fresh sign-in that Graph refused as well', async () => {
    for (const [more, after] of [[{}, ['another']], [{ widerMayHelp: true }, ['another', 'askWider']]] as const) {
      const heart = await starting(bench().ready(), refusal, more);
      expect(afterFailedStart(failedStart(heart))).toEqual(['signIn']);
      signInAgain(heart).tell({ kind: 'located', run: heart.run('locate'), workbook });
      await starting(heart, refusal, more);
      expect(failedStart(heart)).toMatchObject({ verdict: { kind: 'forbidden', need: 'otherAccount' }, code: 'FileOpenUserUnauthorized' });
      expect(afterFailedStart(failedStart(heart))).toEqual(after);
    }
  });

  it('is offered again once it worked, or after a while', async () => {
    const worked = signInAgain(await starting(bench().ready(), refusal));
    worked.tell({ kind: 'located', run: worked.run('locate'), workbook }).open();
    worked.tell({ kind: 'refreshRequested' }).fails({ kind: 'reauthenticate' });
    expect(worked.state).toHaveProperty('signInNeeded');
    const later = signInAgain(await starting(bench().ready(), refusal));
    later.tell({ kind: 'located', run: later.run('locate'), workbook }).pass(10 * minuteMs);
    expect(afterFailedStart(failedStart(await starting(later, refusal)))).toEqual(['signIn']);
  });

  it('is not offered first again: a sign-in to find the workbook', () => {
    const fault = failure({ kind: 'reauthenticate' });
    const heart = bench().signedIn();
    const refused = (): Bench => heart.tell({ kind: 'notLocated', run: heart.run('locate'), problem: { reason: 'signIn', failure: fault } });
    const step = (): string => (heart.state.kind === 'noWorkbook' ? afterWorkbook(heart.state.problem, heart.state.notice !== undefined) : heart.state.kind);
    refused();
    expect(step()).toBe('signIn');
    signInAgain(heart);
    refused();
    expect([heart.state, step()]).toMatchObject([{ problem: { reason: 'otherAccount' } }, 'another']);
  });

  it('is not offered first again: another account that was refused as well', async () => {
    for (const [more, after] of [[{}, ['start', 'another']], [{ widerMayHelp: true }, ['askWider', 'another']]] as const) {
      const heart = signInAgain(await starting(bench().ready(), refusal, more), { ...account, id: 'another' });
      heart.tell({ kind: 'located', run: heart.run('locate'), workbook });
      expect(afterFailedStart(failedStart(await starting(heart, refusal, more)))).toEqual(after);
    }
    const heart = bench().signedIn();
    const problem = { reason: 'signIn', failure: failure({ kind: 'reauthenticate' }) } as const;
    heart.tell({ kind: 'notLocated', run: heart.run('locate'), problem });
    signInAgain(heart, { ...account, id: 'another' }).tell({ kind: 'notLocated', run: heart.run('locate'), problem });
    if (heart.state.kind !== 'noWorkbook') throw new Error(heart.state.kind);
    expect(afterWorkbook(heart.state.problem)).toBe('checkAgain');
    expect(anotherMayHelp(heart.state.problem.reason)).toBe(true);
  });

  it('is not offered first again: a wider permission that was not given', () => {
    expect([afterWorkbook({ reason: 'sharedFile' }), afterWorkbook({ reason: 'sharedFile' }, true)]).toEqual(['askWider', 'another']);
    expect(afterFailedStart(failure({ kind: 'forbidden', need: 'sharedFile' }))).toEqual(['askWider']);
    expect(afterFailedStart(failure({ kind: 'forbidden', need: 'permission' }))).toEqual(['another']);
  });

  it('is no blame on the user: a sign-in that the service could not do is not offered at all', async () => {
    for (const answer of [noToken('unknown', 'AADSTS90033'), noToken('timedOut'), noToken('offline')]) {
      const heart = await starting(bench().ready(), answer);
      expect(heart.state).toMatchObject({ kind: 'opening', retry: {} });
      heart.pass(2 * minuteMs).tell({ kind: 'woke' });
      heart.tell({ kind: 'openFailed', run: heart.run('open'), failure: await failureOf(answer, 'open', heart.now) });
      expect(afterFailedStart(failedStart(heart))).toEqual(['start']);
    }
  });

  it('a create whose outcome is unknown is not sent again by itself', async () => {
    for (const answer of [unanswered('network'), unanswered('timeout'), bare(500), bare(502), strange, bare(418)]) {
      const heart = await starting(bench().ready(), answer);
      expect([failedStart(heart).verdict.kind, heart.effects]).toEqual(['unclear', []]);
    }
    const misconfigured = await starting(bench().ready(), noToken('configuration'));
    expect(failedStart(misconfigured)).toMatchObject({ signIn: 'configuration' });
  });
});
