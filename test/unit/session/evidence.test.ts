import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../src/session/failures';
import type { Answered } from './serviceAnswers';
import { bareAnswer, codes, failureOf, noTokenAnswer, unansweredRequest } from './serviceAnswers';
import type { Kind, Tried } from './evidenceRow';
import { rows } from './evidenceRows';
import type { Bench } from './reducerBench';
import { account, reducerBench, noon, recordWith } from './reducerBench';
import { minuteMs } from '../../support/durations';

const endMs = 5 * minuteMs;
const early = 2 * minuteMs;

/**
 * A session of this kind with keep-alive and a pending refresh, with its last success and the tried
 * remedies.
 */
function refreshing(kind: Kind, sinceMs: number, tried: Tried): Bench {
  if (kind === 'absent' || kind === 'reloaded') {
    const core = reducerBench().pass(sinceMs);
    return core
      .found(recordWith({ seenAt: kind === 'absent' ? noon : core.now - 1_000 }))
      .holdLock();
  }
  const choices = { keepAlive: true, stopAfterMs: null, persistChanges: kind !== 'scratch' };
  const core =
    kind === 'attached' ? reducerBench(choices).attached() : reducerBench(choices).open();
  core.pass(sinceMs).tell({ kind: 'refreshRequested' });
  if (tried === 'nothing') return core;
  core.fails({ kind: 'reauthenticate' }).tell({ kind: 'signInRequested', another: false });
  return core.tell({ kind: 'signedIn', requestKey: core.requestKey('signIn'), account });
}

/** What the pane shows of a failure. */
const reasonOf = ({ recovery, signIn }: Failure): string =>
  recovery.kind === 'ended'
    ? recovery.reason
    : recovery.kind === 'forbidden'
      ? recovery.need
      : (signIn ?? (recovery.kind === 'retry' ? (recovery.because ?? 'retry') : recovery.kind));

/** What the card shows, and the next action: repeated, asked, stopped, recreated, ended. */
function outcomeOf({ state }: Bench): string {
  if (state.kind === 'lost') return `${state.reason}: over`;
  if (state.kind === 'opening') return 'opened anew';
  if (state.kind !== 'open') return state.kind;
  const { request, keepAlive, signInNeeded } = state;
  const told = 'failure' in request ? reasonOf(request.failure) : 'nothing';
  const next = request.kind === 'retrying' ? 'tried again' : 'not tried again';
  return `${told}: ${next}${signInNeeded === undefined ? '' : ', user asked'}${keepAlive.kind === 'off' ? ', keep-alive off' : ''}`;
}

/** The user is asked for a missing token if less than a minute is left at the next attempt. */
const asksLate = (answer: Answered, sinceMs: number): boolean =>
  answer.answer.kind === 'noToken' && sinceMs >= endMs - 60_000;

describe('a failed refresh: what the card shows, and the next action', () => {
  it.each(rows)('%s (%#)', async (name, answer, kind, sinceMs, tried, outcome) => {
    const core = refreshing(kind, sinceMs, tried);
    const fault = await failureOf(answer, 'refresh', core.now);
    core.tell({ kind: 'refreshFailed', requestKey: core.requestKey('refresh'), failure: fault });
    const asked = asksLate(answer, sinceMs) ? ', user asked' : '';
    expect(outcomeOf(core), `${name}, ${kind}, after ${sinceMs / 1_000} s, tried: ${tried}`).toBe(
      outcome + asked,
    );
  });

  it('shows the innermost code that the service sent', async () => {
    const fault = await failureOf(
      codes(401, 'unauthorized', 'unauthorizedUncategorized', 'FileOpenUserUnauthorized'),
      'refresh',
      noon,
    );
    expect(fault.code).toBe('FileOpenUserUnauthorized');
  });

  it('is repeated while the browser reports no network, and at once when it is back', async () => {
    for (const answer of [
      unansweredRequest('network'),
      unansweredRequest('offline'),
      noTokenAnswer('unknown', 'null_or_empty_token'),
      noTokenAnswer('offline'),
    ]) {
      const core = refreshing('persistent', early, 'nothing').tell({
        kind: 'onlineChanged',
        online: false,
      });
      const { requestKey } = core.appState;
      core.tell({
        kind: 'refreshFailed',
        requestKey,
        failure: await failureOf(answer, 'refresh', core.now),
      });
      expect(outcomeOf(core)).toContain('tried again');
      expect(outcomeOf(core)).not.toContain('user asked');
      expect(core.tell({ kind: 'onlineChanged', online: true }).effects).toMatchObject([
        { kind: 'refresh' },
      ]);
    }
  });

  it('counts a session that has ended as closed', async () => {
    for (const answer of [
      codes(404, 'notFound', 'invalidSessionReCreatable'),
      bareAnswer(404),
      codes(404, 'InvalidOrTimedOutSession'),
    ]) {
      const core = reducerBench().open().tell({ kind: 'closeRequested' });
      core.tell({
        kind: 'closeFailed',
        requestKey: core.requestKey('close'),
        failure: await failureOf(answer, 'close', core.now),
      });
      expect(core.state).toMatchObject({ kind: 'ready', ending: { kind: 'closed' } });
      expect(core.state).not.toHaveProperty('ending.failure');
    }
  });
});
