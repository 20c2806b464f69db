import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../src/session/failures';
import type { Answered } from './answers';
import { bare, codes, failureOf, noToken, unanswered } from './answers';
import type { Kind, Tried } from './evidenceRows';
import { rows } from './evidenceRows';
import type { Bench } from './support';
import { account, bench, noon, recordWith } from './support';

const minuteMs = 60_000;
const endMs = 5 * minuteMs;
const early = 2 * minuteMs;

/** A kept-alive session of this kind whose last success is so long ago; a refresh is under way, after what was tried. */
function refreshing(kind: Kind, sinceMs: number, tried: Tried): Bench {
  if (kind === 'absent' || kind === 'reloaded') {
    const heart = bench().pass(sinceMs);
    return heart.found(recordWith({ seenAt: kind === 'absent' ? noon : heart.now - 1_000 })).holdLock();
  }
  const choices = { keepAlive: true, stopAfterMs: null, persistChanges: kind !== 'scratch' };
  const heart = kind === 'attached' ? bench(choices).attached() : bench(choices).open();
  heart.pass(sinceMs).tell({ kind: 'refreshRequested' });
  if (tried === 'nothing') return heart;
  heart.fails({ kind: 'reauthenticate' }).tell({ kind: 'signInRequested', another: false });
  return heart.tell({ kind: 'signedIn', run: heart.run('signIn'), account });
}

/** What the pane shows of a failure. */
const reasonOf = ({ verdict, signIn }: Failure): string =>
  verdict.kind === 'over' ? verdict.reason : verdict.kind === 'forbidden' ? verdict.need : signIn ?? (verdict.kind === 'retry' ? verdict.because ?? 'retry' : verdict.kind);

/** What is told, and what is done next: tried again, asked beside that, stopped, opened anew, over. */
function outcomeOf({ state }: Bench): string {
  if (state.kind === 'lost') return `${state.reason}: over`;
  if (state.kind === 'opening') return 'opened anew';
  if (state.kind !== 'open') return state.kind;
  const { request, keepAlive, signInNeeded } = state;
  const told = 'failure' in request ? reasonOf(request.failure) : 'nothing';
  const next = request.kind === 'retrying' ? 'tried again' : request.kind === 'waitingForNetwork' ? 'waits for the network' : 'not tried again';
  return `${told}: ${next}${signInNeeded === undefined ? '' : ', user asked'}${keepAlive.kind === 'off' ? ', keep-alive off' : ''}`;
}

/** A missing token is asked for from 45 s before the estimated expiry on. */
const asksLate = (answer: Answered, sinceMs: number): boolean => answer.answer.kind === 'noToken' && sinceMs >= endMs - 45_000;

describe('what is told of a failed refresh, and what is done next', () => {
  it.each(rows)('%s (%#)', async (name, answer, kind, sinceMs, tried, outcome) => {
    const heart = refreshing(kind, sinceMs, tried);
    const fault = await failureOf(answer, 'refresh', heart.now);
    heart.tell({ kind: 'refreshFailed', run: heart.run('refresh'), failure: fault });
    const asked = asksLate(answer, sinceMs) ? ', user asked' : '';
    expect(outcomeOf(heart), `${name}, ${kind}, after ${sinceMs / 1_000} s, tried: ${tried}`).toBe(outcome + asked);
  });

  it('shows the innermost code that the service sent', async () => {
    const fault = await failureOf(codes(401, 'unauthorized', 'unauthorizedUncategorized', 'FileOpenUserUnauthorized'), 'refresh', noon);
    expect(fault.code).toBe('FileOpenUserUnauthorized');
  });

  it('waits for the network where the browser says that there is none', async () => {
    for (const answer of [unanswered('network'), noToken('unknown', 'null_or_empty_token'), noToken('offline')]) {
      const heart = refreshing('persistent', early, 'nothing').tell({ kind: 'onlineChanged', online: false });
      const { run } = heart.snapshot;
      heart.tell({ kind: 'refreshFailed', run, failure: await failureOf(answer, 'refresh', heart.now) });
      expect(outcomeOf(heart)).toContain('waits for the network');
      expect(heart.tell({ kind: 'onlineChanged', online: true }).effects).toMatchObject([{ kind: 'refresh' }]);
    }
  });

  it('takes a session that is gone for closed', async () => {
    for (const answer of [codes(404, 'notFound', 'invalidSessionReCreatable'), bare(404), codes(404, 'InvalidOrTimedOutSession')]) {
      const heart = bench().open().tell({ kind: 'closeRequested' });
      heart.tell({ kind: 'closeFailed', run: heart.run('close'), failure: await failureOf(answer, 'close', heart.now) });
      expect(heart.state).toMatchObject({ kind: 'ready', ending: { kind: 'closed' } });
      expect(heart.state).not.toHaveProperty('ending.failure');
    }
  });
});
