import { describe, expect, it } from 'vitest';
import { defaultChoices } from '../../../src/session/appState';
import type { Failure, Need } from '../../../src/session/failures';
import {
  accountWaitsFor,
  afterFailedStart,
  afterWorkbook,
  untriedFirst,
} from '../../../src/ui/workspace/nextActions';
import type { Answered } from '../session/serviceAnswers';
import {
  bareAnswer,
  codes,
  failureOf,
  noTokenAnswer,
  strange,
  unansweredRequest,
} from '../session/serviceAnswers';
import type { Bench } from '../session/reducerBench';
import { account, failure, recordWith, reducerBench, workbook } from '../session/reducerBench';
import { minuteMs } from '../../support/durations';

/** The state after a start with these responses. */
async function starting(
  core: Bench,
  answer: Answered,
  more: Partial<Failure> = {},
): Promise<Bench> {
  core.tell({ kind: 'startRequested' });
  return core.tell({
    kind: 'openFailed',
    requestKey: core.requestKey('open'),
    failure: { ...(await failureOf(answer, 'open', core.now)), ...more },
  });
}
const failedStart = ({ state }: Bench): Failure => {
  if (state.kind !== 'ready' || state.ending?.kind !== 'failed') {
    throw new Error(`not a failed start, but ${state.kind}`);
  }
  return state.ending.failure;
};
const signInAgain = (core: Bench, as = account): Bench => {
  core.tell({ kind: 'signInRequested', another: as.id !== account.id });
  core.tell({ kind: 'signedIn', requestKey: core.requestKey('signIn'), account: as });
  return core;
};

describe('a remedy that has just failed', () => {
  const refusal = codes(
    401,
    'FileOpenUserUnauthorized',
    'unauthorizedUncategorized',
    'FileOpenUserUnauthorized',
  );

  it('is not offered first again: a recent sign-in that Graph refused too', async () => {
    for (const [more, after] of [
      [{}, ['another']],
      [{ allFilesMayHelp: true }, ['another', 'askAllFiles']],
    ] as const) {
      const core = await starting(reducerBench().ready(), refusal, more);
      expect(afterFailedStart(failedStart(core))).toEqual(['signIn']);
      signInAgain(core).tell({ kind: 'located', requestKey: core.requestKey('locate'), workbook });
      await starting(core, refusal, more);
      expect(failedStart(core)).toMatchObject({
        recovery: { kind: 'forbidden', need: 'otherAccount' },
        code: 'FileOpenUserUnauthorized',
      });
      expect(afterFailedStart(failedStart(core))).toEqual(after);
    }
  });

  it('is offered again after a success or after ten minutes', async () => {
    const worked = signInAgain(await starting(reducerBench().ready(), refusal));
    worked.tell({ kind: 'located', requestKey: worked.requestKey('locate'), workbook }).open();
    worked.tell({ kind: 'refreshRequested' }).fails({ kind: 'reauthenticate' });
    expect(worked.state).toHaveProperty('signInNeeded');
    const later = signInAgain(await starting(reducerBench().ready(), refusal));
    later
      .tell({ kind: 'located', requestKey: later.requestKey('locate'), workbook })
      .pass(10 * minuteMs);
    expect(afterFailedStart(failedStart(await starting(later, refusal)))).toEqual(['signIn']);
  });

  it('is not offered first again: a sign-in to locate the workbook', () => {
    const fault = failure({ kind: 'reauthenticate' });
    const core = reducerBench().signedIn();
    const refused = (): Bench =>
      core.tell({
        kind: 'notLocated',
        requestKey: core.requestKey('locate'),
        problem: { reason: 'signIn', failure: fault },
      });
    const step = (): string =>
      core.state.kind === 'noWorkbook'
        ? (untriedFirst(afterWorkbook(core.state.problem), core.appState)[0] ?? '')
        : core.state.kind;
    refused();
    expect(step()).toBe('signIn');
    signInAgain(core);
    refused();
    expect([core.state, step()]).toMatchObject([
      { problem: { reason: 'otherAccount' } },
      'another',
    ]);
  });

  it('is not offered first again: another account that was refused too', async () => {
    for (const [more, after] of [
      [{}, ['start', 'another']],
      [{ allFilesMayHelp: true }, ['askAllFiles', 'another']],
    ] as const) {
      const core = signInAgain(await starting(reducerBench().ready(), refusal, more), {
        ...account,
        id: 'another',
      });
      core.tell({ kind: 'located', requestKey: core.requestKey('locate'), workbook });
      expect(afterFailedStart(failedStart(await starting(core, refusal, more)))).toEqual(after);
    }
    const core = reducerBench().signedIn();
    const problem = { reason: 'signIn', failure: failure({ kind: 'reauthenticate' }) } as const;
    core.tell({ kind: 'notLocated', requestKey: core.requestKey('locate'), problem });
    signInAgain(core, { ...account, id: 'another' }).tell({
      kind: 'notLocated',
      requestKey: core.requestKey('locate'),
      problem,
    });
    if (core.state.kind !== 'noWorkbook') throw new Error(core.state.kind);
    expect(afterWorkbook(core.state.problem)).toEqual(['checkAgain', 'another']);
  });

  it('is not offered first again: another account that was refused without a reason', async () => {
    const core = reducerBench().ready();
    const start = () => starting(core, bareAnswer(403)).then(failedStart);
    expect(afterFailedStart(await start())).toEqual(['another']);
    signInAgain(core, { ...account, id: 'another' });
    core.tell({ kind: 'located', requestKey: core.requestKey('locate'), workbook });
    expect(afterFailedStart(await start())).toEqual(['start', 'another']);
    core.pass(10 * minuteMs);
    expect(afterFailedStart(await start())).toEqual(['another']);
  });

  it('is not offered first again, whatever the reason: a sign-in, or another account', () => {
    const signedIn = (asAnother: boolean) => ({ signedIn: { at: 0, asAnother } });
    const otherTenant = afterWorkbook({ reason: 'otherTenant' });
    expect(untriedFirst(otherTenant, {})).toEqual(['another', 'checkAgain']);
    expect(untriedFirst(otherTenant, signedIn(false))).toEqual(['another', 'checkAgain']);
    expect(untriedFirst(otherTenant, signedIn(true))).toEqual(['checkAgain', 'another']);
    const signInRefused = afterWorkbook({ reason: 'signIn' });
    expect(untriedFirst(signInRefused, signedIn(false))).toEqual(['checkAgain', 'signIn']);
    const notOurs = failure({ kind: 'ended', reason: 'authentication' });
    expect(untriedFirst(afterFailedStart(notOurs), {})).toEqual(['signIn', 'start']);
    expect(untriedFirst(afterFailedStart(notOurs), signedIn(false))).toEqual(['start', 'signIn']);
  });

  it('is not offered first again: a sign-in that the service asks for right after one', () => {
    const again = failure({ kind: 'reauthenticate' }, { afterSignIn: true });
    expect(untriedFirst(afterFailedStart(again), { signedIn: { asAnother: false } })).toEqual([
      'another',
      'signIn',
    ]);
    expect(untriedFirst(afterFailedStart(again), { signedIn: { asAnother: true } })).toEqual([
      'signIn',
      'another',
    ]);
  });

  it('is not offered first again: a permission that was not granted', () => {
    const need = (what: Need, more: Partial<Failure> = {}) =>
      afterFailedStart(failure({ kind: 'forbidden', need: what }, more));
    for (const [actions, before, after] of [
      [
        afterWorkbook({ reason: 'sharedFile' }),
        ['askAllFiles', 'checkAgain', 'another'],
        ['another', 'checkAgain', 'askAllFiles'],
      ],
      [need('sharedFile'), ['askAllFiles'], ['another', 'askAllFiles']],
      [
        need('editRight', { allFilesMayHelp: true }),
        ['start', 'askAllFiles'],
        ['start', 'another', 'askAllFiles'],
      ],
      [need('permission'), ['another'], ['another']],
    ] as const) {
      expect(untriedFirst(actions, {})).toEqual(before);
      expect(untriedFirst(actions, { allFilesRefused: true })).toEqual(after);
    }
    const both = { signedIn: { asAnother: true }, allFilesRefused: true };
    expect(untriedFirst(afterWorkbook({ reason: 'sharedFile' }), both)).toEqual([
      'checkAgain',
      'another',
      'askAllFiles',
    ]);
  });

  it('is not offered at all: a sign-in that the service could not process', async () => {
    for (const answer of [
      noTokenAnswer('unknown', 'AADSTS90033'),
      noTokenAnswer('timedOut'),
      noTokenAnswer('offline'),
      unansweredRequest('offline'),
    ]) {
      const core = await starting(reducerBench().ready(), answer);
      expect(core.state).toMatchObject({ kind: 'opening', retry: {} });
      core.pass(2 * minuteMs).tell({ kind: 'woke' });
      expect(afterFailedStart(failedStart(core))).toEqual(['start']);
    }
  });

  it('a create request with an unknown outcome is not repeated automatically', async () => {
    for (const answer of [
      unansweredRequest('network'),
      unansweredRequest('timeout'),
      bareAnswer(500),
      bareAnswer(502),
      strange,
      bareAnswer(418),
    ]) {
      const core = await starting(reducerBench().ready(), answer);
      expect([failedStart(core).recovery.kind, core.effects]).toEqual(['unknown', []]);
    }
    const misconfigured = await starting(reducerBench().ready(), noTokenAnswer('configuration'));
    expect(failedStart(misconfigured)).toMatchObject({ signIn: 'configuration' });
  });
});

describe('another account', () => {
  const another = { kind: 'signInRequested', another: true } as const;

  it('is offered wherever the click does something', () => {
    const asked = reducerBench().attached();
    asked.tell({ kind: 'refreshRequested' }).fails({ kind: 'reauthenticate' });
    const again = reducerBench().attached();
    again.tell({ kind: 'refreshRequested' }).fails({ kind: 'reauthenticate' });
    const reloadedWhileClosing = reducerBench().tell({
      kind: 'started',
      known: { account, workbook },
      record: recordWith({ phase: 'closing' }),
      choices: defaultChoices,
    });
    for (const [core, waitsFor] of [
      [reducerBench().ready(), undefined],
      [reducerBench().ready().tell({ kind: 'startRequested' }), 'session'],
      [reducerBench().open(), undefined],
      [reducerBench().open().tell({ kind: 'closeRequested' }), 'session'],
      [reloadedWhileClosing, 'session'],
      [reducerBench().attached().tell(another), 'signIn'],
      [asked, undefined],
      [again.tell({ kind: 'signInRequested', another: false }), 'signIn'],
    ] as const) {
      expect(accountWaitsFor(core.state)).toBe(waitsFor);
      expect(core.tell(another).effects.some(({ kind }) => kind === 'signIn')).toBe(
        waitsFor === undefined,
      );
    }
  });
});
